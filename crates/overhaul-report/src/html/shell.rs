//! What every page starts with: it is for people alone, and loads and runs nothing.

use super::DIFF_CSS;
use super::text::escaped;

const PAGE_CSS: &str = include_str!("page.css");

/// Scripts, images, fonts and requests of any kind are off, whatever else a page might hold.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The page up to its title, with the header open. `styles` come behind those of all pages.
pub fn open(title: &str, styles: &str) -> String {
    let title = escaped(title);
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8>\
         <meta http-equiv=Content-Security-Policy content=\"{POLICY}\">\
         <meta name=viewport content=\"width=device-width, initial-scale=1\">\
         <meta name=referrer content=no-referrer>\
         <title>overhaul: {title}</title><style>{DIFF_CSS}{PAGE_CSS}{styles}</style></head>\
         <body><header><h1>{title}</h1>"
    )
}
