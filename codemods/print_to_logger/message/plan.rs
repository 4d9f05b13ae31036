//! Which values a logger may turn into text, and which must be text before the next one is evaluated.
//!
//! `f"{items} {items.pop()}"` shows the list before the pop, `info("%s %s", items, items.pop())` after it. Where that can
//! matter the author's expression is kept whole, which is exact in every case and asks nothing of the reader.

use super::hole::Hole;
use super::write::Writer;
use super::{Argument, Form, Shape, effects, known};

impl<'a> Writer<'_, 'a> {
    /// Decides which arguments and calls of `str()` must keep making their text when they are evaluated.
    pub(super) fn plan(&mut self) {
        let message = self.message;
        let module = message.module;
        self.eager = vec![false; message.arguments.len()];
        self.keeps_call = vec![false; message.holes.len()];
        let acts: Vec<bool> = message
            .holes
            .iter()
            .map(|hole| hole.expressions().iter().any(|expr| effects::may_act(module, expr)))
            .collect();
        for (number, argument) in message.arguments.iter().enumerate() {
            let units = message.live_units(argument);
            let holes: Vec<usize> = message.holes_in(units).map(|(index, _)| index).collect();
            let Some((first, last)) = holes.first().zip(holes.last()) else { continue };
            let is_text = !matches!(argument.form, Form::Value | Form::Text | Form::Starred);
            // CPython formats `"%s %s" % (a, b)` one by one since 3.11 (bpo-28307).
            let is_step_by_step = argument.form != Form::FormatMethod;
            self.eager[number] = is_text && !self.can_be_lazy(argument, &holes);
            for index in *first..=*last {
                let from = if is_step_by_step { index } else { *last } + 1;
                let is_lazy = message.is_lazy(index, self.shape);
                let acts_before = acts[from.min(acts.len())..].contains(&true);
                let acts_between = acts[index + 1..=*last].contains(&true);
                let is_shifted = if is_lazy { acts_before } else { acts_between && !is_step_by_step };
                let is_early = is_text || message.holes[index].spelled.is_some();
                if !is_early
                    || !is_shifted
                    || message.is_numeric(index)
                    || known::is_fixed(module, message.holes[index].expr)
                {
                    continue;
                }
                if message.holes[index].spelled.is_some() {
                    self.keeps_call[index] = true;
                } else {
                    self.eager[number] = true;
                }
            }
        }
    }

    /// Whether the logger has a syntax for every hole.
    fn can_be_lazy(&self, argument: &Argument<'a>, holes: &[usize]) -> bool {
        let message = self.message;
        let is_kept = match self.shape {
            Shape::Keep => true,
            Shape::Braces => argument.form == Form::Percent,
            Shape::Percent | Shape::Keywords => false,
        };
        let has_comment =
            message.parts[argument.parts.clone()].iter().any(|part| message.has_comment(part.range));
        !is_kept
            && !has_comment
            && holes.iter().all(|index| message.slot(*index, self.shape, false).is_some())
    }

    /// Whether an event that is formatted with `%` could show a value before a later one was evaluated. print shows
    /// all values after all were evaluated; `CPython` formats `"%s %s" % (a, b)` one by one since 3.11 (bpo-28307).
    pub(super) fn is_order_at_risk(&self) -> bool {
        let message = self.message;
        let acts =
            |hole: &Hole<'_>| hole.expressions().iter().any(|expr| effects::may_act(message.module, expr));
        let holes: Vec<&Hole<'_>> = message.live_holes().map(|(_, hole)| hole).collect();
        let last = holes.iter().rposition(|hole| acts(hole)).unwrap_or(0);
        holes[..last.min(holes.len())].iter().any(|hole| !known::is_fixed(message.module, hole.expr))
    }
}
