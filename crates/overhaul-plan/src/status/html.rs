//! The status as one page that needs nothing but itself.

use std::fmt::Write as _;
use std::io::{self, Write};

use overhaul_report::html::shell;
use overhaul_report::html::text::{push, push_sentence};
use overhaul_report::summary::grouped;

use super::{Row, State};

const CSS: &str = include_str!("page.css");

/// Writes the page.
pub fn write(out: &mut dyn Write, rows: &[Row<'_>], version: &str) -> io::Result<()> {
    let count = |state: State| rows.iter().filter(|row| row.state == state).count();
    let done = count(State::Holds) + count(State::Done);
    let title = format!("{done} of {} items done", rows.len());
    let mut page = shell::open(&title, CSS);
    page.push_str("</header><main><table><caption>Items</caption><thead><tr><th scope=col>Item<th scope=col class=words>What the audit asks for<th scope=col class=words>State<th scope=col>Claimed<th scope=col>Found<th scope=col>Fixed by the plan<th scope=col>May stay<th scope=col>Remains</thead><tbody>");
    for (index, row) in rows.iter().enumerate() {
        let (item, account) = (row.item, row.account);
        // Writing to a string does not fail.
        let _ = write!(page, "<tr><th scope=row><a href=\"#i{index}\">");
        push(&mut page, &item.id);
        page.push_str("</a><td class=words>");
        push(&mut page, &item.title);
        let _ = write!(page, "<td class=words><span class=\"state {0}\">{0}</span>", row.state.words());
        let claimed = item.claimed.as_ref().map_or_else(String::new, |(count, _)| grouped(*count));
        let _ = write!(page, "<td>{claimed}");
        if item.codemods.is_empty() {
            page.push_str("<td><td><td><td>");
        } else {
            for count in [account.found(), account.fixed, account.may_stay(item), account.remains(item)] {
                let _ = write!(page, "<td>{}", grouped(count));
            }
        }
    }
    page.push_str("</tbody></table>");
    for (index, row) in rows.iter().enumerate() {
        details(&mut page, index, row);
    }
    page.push_str("</main><footer><p>Made by overhaul ");
    push(&mut page, version);
    page.push_str(
        " from its plan. What is found is counted in the syntax tree.</p></footer></body></html>\n",
    );
    out.write_all(page.as_bytes())
}

fn details(page: &mut String, index: usize, row: &Row<'_>) {
    let (item, account) = (row.item, row.account);
    let _ = write!(page, "<section class=item id=i{index}><h2>");
    push(page, &item.id);
    page.push_str(": ");
    push(page, &item.title);
    let _ = write!(page, "</h2><p><span class=\"state {0}\">{0}</span> ", row.state.words());
    match &item.manual {
        Some(manual) if item.codemods.is_empty() => {
            page.push_str("for people: ");
            push_sentence(page, manual);
        }
        _ => {
            page.push_str("by ");
            push(page, &item.codemods.join(", "));
            page.push_str(": ");
            push(page, &account.describe());
        }
    }
    page.push_str("</p>");
    if account.found() > 0 {
        let _ = write!(
            page,
            "<div class=bar role=img aria-label=\"{} right as it is, {} fixed by the plan, {} remain\">",
            account.may_stay(item),
            account.fixed,
            account.remains(item)
        );
        for (class, count) in
            [("stays", account.may_stay(item)), ("fixed", account.fixed), ("open", account.remains(item))]
        {
            if count > 0 {
                let _ = write!(page, "<span class={class} style=\"flex-grow:{count}\"></span>");
            }
        }
        page.push_str("</div>");
    }
    for instead in &item.instead {
        page.push_str("<p>Done in another way than asked: ");
        push_sentence(page, instead);
        page.push_str("</p>");
    }
    if !account.declined.is_empty() {
        page.push_str("<ul>");
        for (reason, count) in account.reasons() {
            let stays = item.may_stay.iter().any(|other| other == reason);
            let _ = write!(page, "<li>{} ", grouped(count));
            push(page, reason);
            page.push_str(if stays { ", may stay: " } else { ", remains: " });
            push_sentence(page, account.explanations.get(reason).map_or("", String::as_str));
        }
        page.push_str("</ul>");
    }
    for source in &item.sources {
        page.push_str("<blockquote><p>");
        push_sentence(page, &source.quote);
        page.push_str("</p><footer>");
        push(page, &source.report);
        let _ = write!(page, ", line {}, column {}</footer></blockquote>", source.line, source.column);
    }
    page.push_str("</section>");
}
