//! Threads behind the screens: one for the desk, one for sending, one for the card, one for the timers. All of them sleep
//! until there is something to do.

use super::effect::{Answer, Effect, Hand};
use super::event::{Event, Timer};
use crate::desk::{Desk, Outcome, Sending, Setup};
use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};
use uuid::Uuid;

/// Brings an event to the app.
pub type Post = Arc<dyn Fn(Event) + Send + Sync>;

/// Waits before a submission that did not get through is tried again.
const PAUSES: [Duration; 5] = [
    Duration::from_secs(2),
    Duration::from_secs(5),
    Duration::from_secs(15),
    Duration::from_secs(30),
    Duration::from_secs(60),
];

/// Progress is told at most this often.
const TELL_EVERY: Duration = Duration::from_millis(100);

/// Runs effects on their threads.
pub struct Runner {
    setup: Setup,
    post: Post,
    desk: Option<Sender<Effect>>,
    card: Option<Sender<Effect>>,
    sending: Sender<Errand>,
    timers: Arc<Timers>,
    desk_thread: Option<JoinHandle<()>>,
    watching: bool,
}

/// What the sending thread is told.
enum Errand {
    Desk(Option<Desk>),
    Case(Uuid),
}

impl Runner {
    #[must_use]
    pub fn start(setup: Setup, post: Post) -> Runner {
        let (sending, errands) = channel();
        let (desk, jobs) = channel();
        let timers = Arc::new(Timers::default());
        let desk_thread = {
            let (hand, post, sending) = (Hand::new(setup.clone()), post.clone(), sending.clone());
            thread::spawn(move || work_at_desk(hand, &jobs, &post, &sending))
        };
        {
            let (hand, post) = (Hand::new(setup.clone()), post.clone());
            thread::spawn(move || send(hand, &errands, &post));
        }
        {
            let (timers, post) = (timers.clone(), post.clone());
            thread::spawn(move || timers.run(&post));
        }
        Runner {
            setup,
            post,
            desk: Some(desk),
            card: None,
            sending,
            timers,
            desk_thread: Some(desk_thread),
            watching: false,
        }
    }

    pub fn run(&mut self, effect: Effect) {
        match effect {
            Effect::Arm(timer, after) => self.timers.arm(timer, after),
            Effect::Send(id) => {
                let _ = self.sending.send(Errand::Case(id));
            }
            Effect::Watch => self.watch(),
            Effect::Cards
            | Effect::Tries
            | Effect::ReadCard { .. }
            | Effect::ReadResidence(_)
            | Effect::Certificates
            | Effect::Picture { .. } => self.at_card(effect),
            effect => {
                if let Some(desk) = &self.desk {
                    let _ = desk.send(effect);
                }
            }
        }
    }

    fn at_card(&mut self, effect: Effect) {
        let (setup, post) = (&self.setup, &self.post);
        let card = self.card.get_or_insert_with(|| {
            let (card, jobs) = channel();
            let (hand, post) = (Hand::new(setup.clone()), post.clone());
            thread::spawn(move || work(hand, &jobs, &post));
            card
        });
        let _ = card.send(effect);
    }

    /// Watches the readers from now on; a card service that is not there yet is waited for.
    fn watch(&mut self) {
        if std::mem::replace(&mut self.watching, true) {
            return;
        }
        let (setup, post) = (self.setup.clone(), self.post.clone());
        thread::spawn(move || {
            for slots in setup.readers() {
                post(Event::Answer(Answer::Cards(slots)));
            }
        });
    }

    /// Finishes what the desk was given; every save has returned then.
    pub fn close(&mut self) {
        self.desk = None;
        if let Some(thread) = self.desk_thread.take() {
            let _ = thread.join();
        }
    }
}

fn work(mut hand: Hand, jobs: &Receiver<Effect>, post: &Post) {
    while let Ok(effect) = jobs.recv() {
        if let Some(answer) = hand.perform(effect, &mut |_| {}) {
            post(Event::Answer(answer));
        }
    }
}

fn work_at_desk(mut hand: Hand, jobs: &Receiver<Effect>, post: &Post, sending: &Sender<Errand>) {
    while let Ok(effect) = jobs.recv() {
        let keys_change = matches!(effect, Effect::Unlock { .. } | Effect::AddStaff { .. } | Effect::Lock);
        let answer = hand.perform(effect, &mut |_| {});
        if keys_change {
            let _ = sending.send(Errand::Desk(hand.again()));
        }
        if let Some(answer) = answer {
            post(Event::Answer(answer));
        }
    }
}

/// Sends what it is told to send; what did not get through is tried again after a pause.
fn send(mut hand: Hand, errands: &Receiver<Errand>, post: &Post) {
    let mut waiting: VecDeque<(Instant, Uuid, usize)> = VecDeque::new();
    loop {
        let errand = match waiting.front() {
            None => errands.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some((when, ..)) => errands.recv_timeout(when.saturating_duration_since(Instant::now())),
        };
        let (id, tries) = match errand {
            Ok(Errand::Desk(desk)) => {
                hand.take(desk);
                waiting.clear();
                continue;
            }
            Ok(Errand::Case(id)) => {
                waiting.retain(|(_, other, _)| *other != id);
                (id, 0)
            }
            Err(RecvTimeoutError::Timeout) => match waiting.pop_front() {
                Some((_, id, tries)) => (id, tries),
                None => continue,
            },
            Err(RecvTimeoutError::Disconnected) => return,
        };
        if !try_once(&mut hand, id, post) {
            let pause = PAUSES[tries.min(PAUSES.len() - 1)];
            waiting.push_back((Instant::now() + pause, id, tries + 1));
            waiting.make_contiguous().sort();
        }
    }
}

/// Sends one case; `false` when it has to wait for the link.
fn try_once(hand: &mut Hand, id: Uuid, post: &Post) -> bool {
    let mut told = Instant::now();
    let tell = post.clone();
    let mut progress = move |sending: &Sending| {
        let (done, total) = sending.bytes();
        if told.elapsed() >= TELL_EVERY || done == total {
            told = Instant::now();
            tell(Event::Answer(Answer::Progress(Box::new(sending.clone()))));
        }
    };
    let Some(answer) = hand.perform(Effect::Send(id), &mut progress) else { return true };
    let through = !matches!(&answer, Answer::Sent(_, Ok(Outcome::Waiting(_))));
    post(Event::Answer(answer));
    through
}

/// Timers that are moved on without waking anybody.
#[derive(Default)]
struct Timers {
    armed: Mutex<[Option<Instant>; Timer::ALL.len()]>,
    changed: Condvar,
}

impl Timers {
    fn arm(&self, timer: Timer, after: Duration) {
        let when = Instant::now() + after;
        let mut armed = self.armed.lock().unwrap_or_else(PoisonError::into_inner);
        let first = armed.iter().flatten().min().copied();
        armed[timer as usize] = Some(when);
        if first.is_none_or(|first| when < first) {
            self.changed.notify_one();
        }
    }

    fn run(&self, post: &Post) {
        let mut armed = self.armed.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            let now = Instant::now();
            let is_due = |timer: &Timer| armed[*timer as usize].is_some_and(|when| when <= now);
            let due: Vec<Timer> = Timer::ALL.into_iter().filter(is_due).collect();
            if !due.is_empty() {
                for timer in &due {
                    armed[*timer as usize] = None;
                }
                drop(armed);
                due.into_iter().for_each(|timer| post(Event::Timer(timer)));
                armed = self.armed.lock().unwrap_or_else(PoisonError::into_inner);
                continue;
            }
            armed = match armed.iter().flatten().min() {
                None => self.changed.wait(armed).unwrap_or_else(PoisonError::into_inner),
                Some(when) => {
                    let left = when.saturating_duration_since(now);
                    self.changed.wait_timeout(armed, left).unwrap_or_else(PoisonError::into_inner).0
                }
            };
        }
    }
}
