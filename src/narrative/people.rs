//! Posts and people, composed from their words: 行政 + 编制, 在职, 退休 …; in a bracket or after 其中 the words of the whole count as well.

use super::clause::Lead;
use super::compose::Bag;
use super::counted::Counted;
use super::lexicon::{Atom, Head, Word};
use super::reader::Reader;
use super::scope::Posts;
use super::token::{Kind, Token};
use crate::facts::Measure;

/// Whom the counts of a bracket or a list are parts of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// All posts.
    Posts,
    /// All staff.
    Staff,
    /// Posts or people of one kind.
    Narrower,
}

impl Reader<'_> {
    /// The family of the headcount that the frame here divides.
    pub(super) fn family(&mut self) -> Option<Family> {
        let parent = self.scope().parent?;
        let whole = self.drafts.get(parent).filter(|d| d.subject.measure == Measure::Headcount)?;
        let last = self.drafts.last().filter(|d| d.sentence == self.sentences).and_then(|d| d.subject.item_key.as_deref());
        Some(match whole.subject.item_key.as_deref() {
            // 编制66人，其中行政编制30人；在职行政人员29人、工勤人员2人: people, once they have begun.
            Some("posts") if last.is_some_and(|key| key.starts_with("staff_")) => Family::Staff,
            Some("posts") => Family::Posts,
            Some("staff") => Family::Staff,
            _ => Family::Narrower,
        })
    }

    /// Posts or people; `all[i]` is the number.
    pub(super) fn people(&mut self, lead: &Lead, all: &[Token], i: usize) -> Option<Counted> {
        if matches!(self.scope().heading, Some(Measure::ThreePublic | Measure::AgencyOperating | Measure::Procurement)) {
            return None;
        }
        let bag = &lead.bag;
        if bag.head(Head::Other) || self.odd(lead) || lead.dunhao {
            return None;
        }
        let family = self.family();
        if self.in_bracket() && !matches!(family, Some(Family::Posts | Family::Staff)) && left(bag).is_empty() {
            return None;
        }
        if bag.head(Head::Managed) && !self.are_all_of_institutions(lead) {
            // 行政编制5人，参公编制2人: which of the two kinds they are counted with is not said.
            return (lead.phrase.is_some() && self.counts_people(bag, family)).then(|| self.labelled_people(lead));
        }
        let posts = self.scope().posts;
        // 行政编制11人，实有10人（公务员8人，工勤2人）: who is divided by kind is of all kinds.
        let posts = posts.filter(|_| !divided_by_kind(&all[i + 1..]));
        let key = headcount_key(bag, posts, family).or_else(|| self.actual_people(lead, posts))?;
        let all_of_them = key == "staff" && !bag.head(Head::Staff);
        if all_of_them && divided_otherwise(&all[i + 1..]) {
            // 共有职工31人，其中在职21人，离退休10人.
            return None;
        }
        if key.starts_with("posts") {
            let posts = &mut self.scope().posts;
            let several = posts.is_some_and(|p| p.several || p.key != key);
            *posts = Some(Posts { key, several });
        } else if key.starts_with("staff") {
            self.scope().posts = None;
        }
        if matches!(key, "both" | "dependents") {
            return Some(self.labelled_people(lead));
        }
        Some(Counted::people(Some(key)))
    }

    /// Posts or people that no item counts, by their own words.
    fn labelled_people(&self, lead: &Lead) -> Counted {
        let mut counted = Counted::people(None);
        counted.subject.item = lead.phrase.and_then(|(s, e)| self.places.of(&self.passage, s, e)).map(|(_, text)| text);
        counted
    }

    /// True for 参公事业编制12名 where no other posts or people of institutions are spoken of.
    fn are_all_of_institutions(&self, lead: &Lead) -> bool {
        let named = lead.phrase.and_then(|(s, e)| self.passage.key.get(s..e)).is_some_and(|text| text.contains("事业"));
        named && self.passage.key.matches("事业").count() == 1
    }

    /// True when the words, or the whole that they are part of, say that posts or people are counted.
    fn counts_people(&self, bag: &Bag, family: Option<Family>) -> bool {
        bag.head(Head::Posts) || bag.head(Head::Staff) || bag.has(Atom::Persons) || matches!(family, Some(Family::Posts | Family::Staff))
    }
}

impl Reader<'_> {
    /// 行政编制80人，实际76人: the people of the posts that were counted just before.
    fn actual_people(&self, lead: &Lead, posts: Option<Posts>) -> Option<&'static str> {
        let words = lead.label.map_or(lead.region_start, |l| Some(l.0)).and_then(|start| self.key.get(start..)).unwrap_or_default();
        let actual = lead.bag.is_weak() && words.starts_with("实际");
        posts.filter(|_| actual).map(staff_of)
    }
}

/// The staff of these posts, where posts of one kind alone were spoken of; else all.
fn staff_of(posts: Posts) -> &'static str {
    match posts {
        Posts { key: "posts_admin", several: false } => "staff_admin",
        Posts { key: "posts_institution", several: false } => "staff_institution",
        Posts { key: "posts_worker", several: false } => "staff_worker",
        _ => "staff",
    }
}

/// True when the sentence goes on to divide people into those at work and others.
fn divided_otherwise(rest: &[Token]) -> bool {
    let mut parts = matches!(rest.first().map(|t| &t.kind), Some(Kind::Open));
    for token in rest.iter().take_while(|t| t.kind != Kind::Stop) {
        match token.word() {
            Some(Word::Among) => parts = true,
            Some(Word::Head(Head::Staff)) => return true,
            Some(Word::Head(Head::Retired | Head::Cadre | Head::Both)) if parts => return true,
            _ => {}
        }
    }
    false
}

/// True when a bracket or 其中 directly after a number divides what was counted by kind of people.
fn divided_by_kind(rest: &[Token]) -> bool {
    let mut rest = rest.iter().skip_while(|t| matches!(t.kind, Kind::Comma | Kind::Colon));
    let opens = rest.next().is_some_and(|t| t.kind == Kind::Open || t.word() == Some(Word::Among));
    let kind = |t: &Token| matches!(t.word(), Some(Word::Head(Head::Admin | Head::Institution | Head::Worker | Head::Contract)));
    let kinds = rest.take_while(|t| !matches!(t.kind, Kind::Stop | Kind::Semicolon | Kind::Close)).filter(|t| kind(t)).count();
    opens && kinds > 1
}

/// Those who have left, by their words.
fn left(bag: &Bag) -> Vec<&'static str> {
    let words = [
        (Head::Retired, "retired"),
        (Head::Cadre, "retired_cadre"),
        (Head::Both, "both"),
        (Head::Discharged, "discharged"),
        (Head::Dependents, "dependents"),
    ];
    words.iter().filter(|(h, _)| bag.head(*h)).map(|(_, key)| *key).collect()
}

/// The item of headcount that these words are together; `both` for 离退休, `dependents` for 遗属.
fn headcount_key(bag: &Bag, posts: Option<Posts>, family: Option<Family>) -> Option<&'static str> {
    let kinds = [Head::Admin, Head::Institution, Head::Worker, Head::Contract];
    let of_institution = |h: &Head| *h == Head::Institution && bag.head(Head::Managed);
    let kind: Vec<Head> = kinds.into_iter().filter(|h| bag.head(*h) || of_institution(h)).collect();
    match left(bag).as_slice() {
        // 实有退休人员3人: those who are there of them.
        [one] if !bag.head(Head::Posts) && (!bag.head(Head::Staff) || bag.heads.len() == 2 && bag.heads.first() == Some(&Head::Staff)) => {
            return Some(one);
        }
        [] => {}
        _ => return None,
    }
    // 实有人员编制 are posts, 编制内在职人员 are people: the last of the two words names what is counted.
    let last = bag.heads.iter().rev().find(|h| matches!(h, Head::Posts | Head::Staff));
    let staff = last == Some(&Head::Staff) || bag.has(Atom::Kept) && !bag.head(Head::Posts);
    let bare = !staff && !bag.head(Head::Posts);
    if bag.head(Head::Posts) && !staff || bare && family == Some(Family::Posts) && !kind.is_empty() {
        return match kind.as_slice() {
            [] => Some("posts"),
            [Head::Admin] => Some("posts_admin"),
            [Head::Institution] => Some("posts_institution"),
            [Head::Worker] => Some("posts_worker"),
            _ => None,
        };
    }
    let named = staff || bag.has(Atom::Persons) || family == Some(Family::Staff);
    match kind.as_slice() {
        [Head::Admin] if named => Some("staff_admin"),
        [Head::Institution] if named => Some("staff_institution"),
        [Head::Worker] if named => Some("staff_worker"),
        [Head::Contract] if named => Some("staff_contract"),
        // 事业编制20名，实有19名: the people of those posts, where posts of one kind alone were spoken of.
        [] if staff => Some(posts.map_or("staff", staff_of)),
        _ => None,
    }
}
