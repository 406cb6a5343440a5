//! tus 1.0.0, request by request.

use crate::support::filing::{Filing, filing, noise, sha256};
use crate::support::serving::Serving;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use madoguchi::wire::{Applied, ProblemDocument};
use reqwest::{Client, Method, RequestBuilder, Response};
use sha1::Digest as _;

const PIECE: &str = "application/offset+octet-stream";

/// A kept form, with its files to be sent by hand.
struct Kept {
    server: Serving,
    http: Client,
    filing: Filing,
}

async fn kept() -> Kept {
    let kept = Kept { server: Serving::start(), http: Client::new(), filing: filing([50_000, 100, 100]) };
    let Applied::FilesWanted { .. } = kept.apply().await else { panic!("received without files") };
    kept
}

/// Begins the upload of a file of a case with its first `bytes` bytes.
pub async fn begin(http: &Client, server: &Serving, filing: &Filing, file: usize, bytes: usize) -> Response {
    let file = &filing.case.attachments[file];
    let body = filing.files[&file.sha256][..bytes].to_vec();
    create(http, server, filing, &file.sha256, file.size).header("content-type", PIECE).body(body).send().await.unwrap()
}

fn create(http: &Client, server: &Serving, filing: &Filing, sha256: &str, length: u64) -> RequestBuilder {
    let pair = |name: &str, value: &str| format!("{name} {}", STANDARD.encode(value));
    let revision = filing.case.revision.to_string();
    let metadata =
        [pair("case", &filing.case.id.to_string()), pair("revision", &revision), pair("sha256", sha256)].join(",");
    http.post(server.at("/v1/files"))
        .header("tus-resumable", "1.0.0")
        .header("upload-length", length)
        .header("upload-metadata", metadata)
}

impl Kept {
    async fn apply(&self) -> Applied {
        let request = self.http.post(self.server.at("/v1/apply")).header("idempotency-key", self.filing.key());
        request.body(self.filing.xml()).send().await.unwrap().json().await.unwrap()
    }

    fn file(&self) -> Vec<u8> {
        self.filing.files[&self.filing.case.attachments[1].sha256].clone()
    }

    async fn begun(&self, bytes: usize) -> String {
        let response = begin(&self.http, &self.server, &self.filing, 1, bytes).await;
        assert_eq!(response.status(), 201);
        assert_eq!(response.headers()["upload-offset"], bytes.to_string().as_str());
        assert_eq!(response.headers()["tus-resumable"], "1.0.0");
        assert!(response.headers()["upload-expires"].to_str().unwrap().ends_with(" GMT"));
        self.server.at(response.headers()["location"].to_str().unwrap())
    }

    fn request(&self, method: Method, place: &str) -> RequestBuilder {
        self.http.request(method, place).header("tus-resumable", "1.0.0")
    }

    fn patch(&self, place: &str, offset: usize, body: Vec<u8>) -> RequestBuilder {
        let request = self.request(Method::PATCH, place).header("upload-offset", offset);
        request.header("content-type", PIECE).body(body)
    }

    async fn offset(&self, place: &str) -> String {
        let response = self.request(Method::HEAD, place).send().await.unwrap();
        assert_eq!(response.status(), 200);
        response.headers()["upload-offset"].to_str().unwrap().to_owned()
    }
}

async fn code(response: Response) -> (u16, String) {
    let status = response.status().as_u16();
    assert_eq!(response.headers()["content-type"], "application/problem+json");
    assert_eq!(response.headers()["tus-resumable"], "1.0.0");
    (status, response.json::<ProblemDocument>().await.unwrap().code)
}

#[tokio::test]
async fn options_tell_what_is_spoken() {
    let server = Serving::start();
    let response = Client::new().request(Method::OPTIONS, server.at("/v1/files")).send().await.unwrap();
    assert_eq!(response.status(), 204);
    let header = |name: &str| response.headers()[name].to_str().unwrap();
    assert_eq!(header("tus-version"), "1.0.0");
    assert_eq!(header("tus-extension"), "creation,creation-with-upload,checksum,expiration,termination");
    assert_eq!(header("tus-max-size"), "25000000");
    assert_eq!(header("tus-checksum-algorithm"), "sha1,sha256");
}

#[tokio::test]
async fn a_file_goes_up_piece_by_piece() {
    let kept = kept().await;
    let (file, place) = (kept.file(), kept.begun(10_000).await);
    let head = kept.request(Method::HEAD, &place).send().await.unwrap();
    assert_eq!(head.headers()["upload-length"], "50000");
    assert_eq!(head.headers()["cache-control"], "no-store");
    assert!(head.headers()["upload-metadata"].to_str().unwrap().starts_with("case "));
    let patched = kept.patch(&place, 10_000, file[10_000..30_000].to_vec()).send().await.unwrap();
    assert_eq!((patched.status().as_u16(), &patched.headers()["upload-offset"]), (204, &"30000".parse().unwrap()));
    assert_eq!(kept.offset(&place).await, "30000");
    let Applied::FilesWanted { files } = kept.apply().await else { panic!("received") };
    let wanted = files.iter().find(|wanted| wanted.sha256 == sha256(&file)).unwrap();
    assert_eq!((wanted.offset, kept.server.at(wanted.upload.as_deref().unwrap())), (30_000, place.clone()));
    assert_eq!(kept.patch(&place, 30_000, file[30_000..].to_vec()).send().await.unwrap().status(), 204);
    let Applied::FilesWanted { files } = kept.apply().await else { panic!("received") };
    assert!(files.iter().all(|wanted| wanted.sha256 != sha256(&file)));
    let again = begin(&kept.http, &kept.server, &kept.filing, 1, 0).await;
    assert_eq!(code(again).await, (409, "file-whole".into()));
}

#[tokio::test]
async fn a_post_without_body_only_begins() {
    let kept = kept().await;
    let file = &kept.filing.case.attachments[1];
    let response = create(&kept.http, &kept.server, &kept.filing, &file.sha256, file.size).send().await.unwrap();
    assert_eq!((response.status().as_u16(), &response.headers()["upload-offset"]), (201, &"0".parse().unwrap()));
}

#[tokio::test]
async fn what_tus_forbids_is_refused_and_changes_nothing() {
    let kept = kept().await;
    let (file, place) = (kept.file(), kept.begun(100).await);
    let piece = || file[100..200].to_vec();

    let response = kept.http.head(&place).send().await.unwrap();
    assert_eq!((response.status().as_u16(), &response.headers()["tus-version"]), (412, &"1.0.0".parse().unwrap()));
    let refused = kept.patch(&place, 99, piece()).send().await.unwrap();
    assert_eq!(code(refused).await, (409, "offset".into()));
    let request = kept.request(Method::PATCH, &place).header("upload-offset", 100).body(piece());
    assert_eq!(code(request.send().await.unwrap()).await, (415, "media".into()));
    let request = kept.request(Method::PATCH, &place).header("content-type", PIECE).body(piece());
    assert_eq!(code(request.send().await.unwrap()).await, (400, "bad-upload".into()));
    let long = kept.patch(&place, 100, noise(50_000)).send().await.unwrap();
    assert_eq!(code(long).await, (413, "too-large".into()));
    let nowhere = kept.patch(&kept.server.at("/v1/files/00"), 0, piece()).send().await.unwrap();
    assert_eq!(code(nowhere).await, (404, "not-found".into()));
    assert_eq!(kept.offset(&place).await, "100");
}

#[tokio::test]
async fn a_piece_with_a_checksum_counts_only_if_it_fits() {
    let kept = kept().await;
    let (file, place) = (kept.file(), kept.begun(0).await);
    let piece = file[..1_000].to_vec();
    let sha1 = STANDARD.encode(sha1::Sha1::digest(&piece));
    let with = |checksum: String, piece: Vec<u8>| kept.patch(&place, 0, piece).header("upload-checksum", checksum);
    let mut damaged = piece.clone();
    damaged[500] ^= 1;
    let refused = with(format!("sha1 {sha1}"), damaged).send().await.unwrap();
    assert_eq!(code(refused).await, (460, "checksum".into()));
    let unknown = with(format!("md4 {sha1}"), piece.clone()).send().await.unwrap();
    assert_eq!(code(unknown).await, (400, "bad-upload".into()));
    assert_eq!(kept.offset(&place).await, "0");
    assert_eq!(with(format!("sha1 {sha1}"), piece).send().await.unwrap().status(), 204);
    assert_eq!(kept.offset(&place).await, "1000");
}

#[tokio::test]
async fn an_upload_can_be_ended_and_begun_again() {
    let kept = kept().await;
    let place = kept.begun(100).await;
    assert_eq!(kept.request(Method::DELETE, &place).send().await.unwrap().status(), 204);
    assert_eq!(kept.request(Method::HEAD, &place).send().await.unwrap().status(), 404);
    let Applied::FilesWanted { files } = kept.apply().await else { panic!("received") };
    assert!(files.iter().all(|wanted| wanted.upload.is_none()));
    let place = kept.begun(100).await;
    let over = kept.request(Method::POST, &place).header("x-http-method-override", "DELETE");
    assert_eq!(over.send().await.unwrap().status(), 204);
    assert_eq!(kept.request(Method::HEAD, &place).send().await.unwrap().status(), 404);
}

#[tokio::test]
async fn only_files_the_form_names_are_taken() {
    let kept = kept().await;
    let file = &kept.filing.case.attachments[1];
    let create = |sha256: &str, length| create(&kept.http, &kept.server, &kept.filing, sha256, length).send();
    let other = create(&sha256(b"another"), file.size).await.unwrap();
    assert_eq!(code(other).await, (422, "not-named".into()));
    let longer = create(&file.sha256, file.size + 1).await.unwrap();
    assert_eq!(code(longer).await, (422, "not-named".into()));
    let huge = create(&file.sha256, 25_000_001).await.unwrap();
    assert_eq!(code(huge).await, (413, "too-large".into()));
    let stranger = filing([50_000, 1, 1]);
    let unknown = begin(&kept.http, &kept.server, &stranger, 1, 10).await;
    assert_eq!(code(unknown).await, (409, "form-first".into()));
}

#[tokio::test]
async fn a_file_with_another_hash_is_not_kept_and_the_right_one_still_taken() {
    let kept = kept().await;
    let (file, place) = (kept.file(), kept.begun(0).await);
    let mut wrong = file.clone();
    wrong[49_999] ^= 1;
    let refused = kept.patch(&place, 0, wrong).send().await.unwrap();
    assert_eq!(code(refused).await, (422, "file-hash".into()));
    assert_eq!(kept.request(Method::HEAD, &place).send().await.unwrap().status(), 404);
    let pinned = kept.server.client().identity().await.unwrap().certificate;
    let sent = kept.server.client().send(&kept.filing.job(), &pinned, &mut kept.filing.shelf()).await;
    assert!(sent.is_ok());
}

#[tokio::test]
async fn a_received_file_cannot_be_taken_back() {
    let kept = kept().await;
    let place = kept.begun(100).await;
    let pinned = kept.server.client().identity().await.unwrap().certificate;
    kept.server.client().send(&kept.filing.job(), &pinned, &mut kept.filing.shelf()).await.unwrap();
    let refused = kept.request(Method::DELETE, &place).send().await.unwrap();
    assert_eq!(code(refused).await, (409, "file-whole".into()));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_next_ends_a_request_whose_line_is_dead() {
    use std::io::Write;
    let kept = kept().await;
    let (file, place) = (kept.file(), kept.begun(0).await);
    let path = place.split_once(&kept.server.address.to_string()).unwrap().1;
    let mut dead = std::net::TcpStream::connect(kept.server.address).unwrap();
    let head = format!(
        "PATCH {path} HTTP/1.1\r\nhost: x\r\ntus-resumable: 1.0.0\r\nupload-offset: 0\r\n\
         content-type: {PIECE}\r\ncontent-length: 50000\r\n\r\n"
    );
    dead.write_all(head.as_bytes()).unwrap();
    dead.write_all(&file[..20_000]).unwrap();
    // Nothing more comes, and the connection stays open.
    let mut offset = String::new();
    while offset != "20000" {
        offset = kept.offset(&place).await;
        assert!(["0", "20000"].contains(&offset.as_str()) || offset.parse::<u64>().unwrap() < 20_000, "{offset}");
        if offset != "20000" {
            // The bytes may still be on their way: another half request brings the rest.
            let from: usize = offset.parse().unwrap();
            let patched = kept.patch(&place, from, file[from..20_000].to_vec()).send().await.unwrap();
            assert!([204, 409].contains(&patched.status().as_u16()));
        }
    }
    assert_eq!(kept.patch(&place, 20_000, file[20_000..].to_vec()).send().await.unwrap().status(), 204);
    let again = begin(&kept.http, &kept.server, &kept.filing, 1, 0).await;
    assert_eq!(code(again).await, (409, "file-whole".into()));
}
