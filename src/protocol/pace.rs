//! At what pace the parts of a long page are put in place: the browser paints the first ones before the others come. What is
//! read first is there first, and the page is not painted once a part.

use std::collections::VecDeque;

use super::event::Event;

/// What a program said: the number of the demand, and the bytes that came along.
pub type Said = (u32, Event, Vec<u8>);

/// After how many parts of a long page the browser paints; the rest then comes in one go.
const PAINTED: [usize; 3] = [1, 3, 7];

/// What was said and is not done yet, in order.
#[derive(Debug, Default)]
pub struct Pace {
    waiting: VecDeque<Said>,
    /// How many parts of a long page are in place, while it comes.
    parts: Option<usize>,
    pause: Pause,
}

/// Whether the browser is waited for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Pause {
    #[default]
    None,
    /// It is to be asked to paint.
    Begins,
    GoesOn,
}

impl Pace {
    /// Adds what was said.
    pub fn add(&mut self, said: Said) {
        self.waiting.push_back(said);
    }

    /// What is to be done next; nothing while the browser is waited for.
    pub fn take(&mut self) -> Option<Said> {
        if self.pause != Pause::None {
            return None;
        }
        let said = self.waiting.pop_front()?;
        self.parts = match &said.1 {
            Event::PageStart(page) => page.long.then_some(1),
            Event::PageNext(_) => self.parts.map(|parts| parts + 1),
            Event::PageEnd => None,
            _ => self.parts,
        };
        let is_a_part = matches!(said.1, Event::PageStart(_) | Event::PageNext(_));
        if is_a_part && self.parts.is_some_and(|parts| PAINTED.contains(&parts)) {
            self.pause = Pause::Begins;
        }
        Some(said)
    }

    /// Whether the browser is to be asked to paint now; said once.
    pub fn begins_a_pause(&mut self) -> bool {
        let begins = self.pause == Pause::Begins;
        if begins {
            self.pause = Pause::GoesOn;
        }
        begins
    }

    /// It has painted: how many things wait.
    pub fn end_the_pause(&mut self) -> usize {
        self.pause = Pause::None;
        self.waiting.len()
    }
}

#[cfg(test)]
mod tests {
    use super::super::event::Page;
    use super::*;

    fn page(parts: usize) -> Vec<Event> {
        let next = (0..parts).map(|_| Event::PageNext(vec![]));
        let start = Event::PageStart(Page { long: true, ..Page::default() });
        [start].into_iter().chain(next).chain([Event::PageEnd]).collect()
    }

    /// How many things are done before each pause, and after the last one.
    fn lots(pace: &mut Pace) -> Vec<usize> {
        let mut lots = vec![0];
        while pace.take().is_some() {
            lots.last_mut().into_iter().for_each(|lot| *lot += 1);
            if pace.begins_a_pause() {
                assert_eq!((pace.take(), pace.begins_a_pause()), (None, false), "the browser is waited for");
                pace.end_the_pause();
                lots.push(0);
            }
        }
        lots
    }

    #[test]
    fn the_first_parts_are_painted_before_the_others_come_and_nothing_is_left_out() {
        for (parts, expected) in
            [(0, vec![1, 1]), (1, vec![1, 2]), (2, vec![1, 2, 1]), (20, vec![1, 2, 4, 15])]
        {
            let mut pace = Pace::default();
            page(parts).into_iter().for_each(|event| pace.add((1, event, vec![])));
            assert_eq!(lots(&mut pace), expected, "{parts}");
            // Another page starts anew.
            page(parts).into_iter().for_each(|event| pace.add((2, event, vec![])));
            assert_eq!(lots(&mut pace), expected, "{parts}");
        }
    }

    #[test]
    fn a_short_page_and_a_change_come_at_once() {
        let short = [Event::PageStart(Page::default())].into_iter().chain(page(9).into_iter().skip(1));
        let change = [Event::PageNext(vec![]), Event::PageUpdate(Page::default())];
        let mut pace = Pace::default();
        for event in page(3).into_iter().chain(short).chain(change) {
            pace.add((1, event, vec![]));
        }
        assert_eq!(lots(&mut pace), [1, 2, 15]);
    }

    #[test]
    fn what_comes_while_the_browser_is_waited_for_waits_in_its_order() {
        let mut pace = Pace::default();
        pace.add((1, page(0).remove(0), vec![]));
        assert!(pace.take().is_some() && pace.begins_a_pause());
        pace.add((1, Event::PageEnd, vec![]));
        pace.add((2, Event::Done, vec![]));
        assert_eq!(pace.take(), None);
        assert_eq!(pace.end_the_pause(), 2);
        let numbers = [pace.take(), pace.take(), pace.take()].map(|said| said.map(|said| said.0));
        assert_eq!(numbers, [Some(1), Some(2), None]);
    }
}
