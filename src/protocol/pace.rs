//! At what pace the parts of a long page are put in place: the browser paints the first one before the second comes, then two
//! more, then four: what is read first is there first, and the page is not painted once a part.

use std::collections::VecDeque;

use super::event::Event;

/// What a program said: the number of the demand, and the bytes that came along.
pub type Said = (u32, Event, Vec<u8>);

/// What is waited for before the next parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
    /// That the browser paints those that are there.
    Paint,
    /// That it does what waits: a key that was pressed.
    Breath,
}

/// What was said and is not done yet, in order.
#[derive(Debug, Default)]
pub struct Pace {
    waiting: VecDeque<Said>,
    pause: Option<Pause>,
    /// How many parts come before the next painting, and how many came before the last one.
    left: usize,
    before: usize,
}

impl Pace {
    /// Adds what was said; whether it may be done at once.
    pub fn add(&mut self, said: Said) -> bool {
        self.waiting.push_back(said);
        self.pause.is_none()
    }

    /// What is to be done next; nothing while the browser is waited for.
    pub fn take(&mut self) -> Option<Said> {
        if self.pause.is_some() {
            return None;
        }
        let said = self.waiting.pop_front()?;
        match &said.1 {
            Event::PageStart(page) if page.long => (self.left, self.before) = (0, 1),
            Event::PageNext(_) if self.left > 0 => self.left -= 1,
            // A short page comes at once.
            Event::PageStart(_) | Event::PageEnd => {
                self.left = 0;
                return Some(said);
            }
            // So does a change: what is on the screen is already read.
            _ => return Some(said),
        }
        if self.left == 0 {
            self.before *= 2;
            self.left = self.before;
            self.pause = Some(Pause::Paint);
        }
        Some(said)
    }

    /// Stops for a breath, when something is still to be done.
    pub fn pause(&mut self) {
        if !self.waiting.is_empty() {
            self.pause.get_or_insert(Pause::Breath);
        }
    }

    /// What is waited for.
    pub fn paused(&self) -> Option<Pause> {
        self.pause
    }

    /// It is there.
    pub fn go_on(&mut self) {
        self.pause = None;
    }
}

#[cfg(test)]
mod tests {
    use super::super::event::Page;
    use super::*;

    fn page(parts: usize) -> Vec<Event> {
        let next = (0..parts).map(|_| Event::PageNext(vec![]));
        [Event::PageStart(Page { long: true, ..Page::default() })]
            .into_iter()
            .chain(next)
            .chain([Event::PageEnd])
            .collect()
    }

    /// How many things are done before each pause, and after the last one.
    fn lots(pace: &mut Pace) -> Vec<usize> {
        let mut lots = vec![0];
        loop {
            match pace.take() {
                Some(_) => lots.last_mut().into_iter().for_each(|lot| *lot += 1),
                None if pace.paused().is_some() => {
                    assert_eq!(pace.paused(), Some(Pause::Paint));
                    pace.go_on();
                    lots.push(0);
                }
                None => return lots,
            }
        }
    }

    #[test]
    fn the_first_parts_are_painted_before_the_others_come_and_nothing_is_left_out() {
        for (parts, expected) in
            [(0, vec![1, 1]), (1, vec![1, 2]), (2, vec![1, 2, 1]), (20, vec![1, 2, 4, 8, 7])]
        {
            let mut pace = Pace::default();
            page(parts).into_iter().for_each(|event| assert!(pace.add((1, event, vec![]))));
            assert_eq!(lots(&mut pace), expected, "{parts}");
            // Another page starts anew.
            page(parts).into_iter().for_each(|event| assert!(pace.add((2, event, vec![]))));
            assert_eq!(lots(&mut pace), expected, "{parts}");
        }
    }

    #[test]
    fn a_short_page_comes_at_once() {
        let mut pace = Pace::default();
        for event in
            page(3).into_iter().chain([Event::PageStart(Page::default())]).chain(page(2).into_iter().skip(1))
        {
            pace.add((1, event, vec![]));
        }
        // What was left of the pace of the long page before it counts no more.
        assert_eq!(lots(&mut pace), [1, 2, 6]);
    }

    #[test]
    fn what_comes_while_the_browser_is_waited_for_waits_in_its_order() {
        let mut pace = Pace::default();
        assert!(pace.add((1, page(0).remove(0), vec![])));
        assert!(pace.take().is_some());
        assert!(!pace.add((1, Event::PageEnd, vec![])));
        assert!(!pace.add((2, Event::Done, vec![])));
        assert_eq!((pace.take(), pace.paused()), (None, Some(Pause::Paint)));
        pace.go_on();
        assert_eq!(
            [pace.take(), pace.take(), pace.take()].map(|said| said.map(|said| said.0)),
            [Some(1), Some(2), None]
        );
    }

    #[test]
    fn the_parts_of_a_change_are_not_painted_one_by_one_and_a_breath_is_only_taken_before_more() {
        let mut pace = Pace::default();
        for event in [Event::PageNext(vec![]), Event::PageNext(vec![]), Event::PageUpdate(Page::default())] {
            assert!(pace.add((1, event, vec![])));
        }
        assert!(pace.take().is_some());
        pace.pause();
        assert_eq!((pace.take(), pace.paused()), (None, Some(Pause::Breath)));
        pace.go_on();
        assert!(pace.take().is_some() && pace.take().is_some());
        pace.pause();
        assert_eq!(pace.paused(), None);
    }
}
