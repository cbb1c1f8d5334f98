//! Parts that pages are made of: values in, events out.

pub mod bar;
pub mod basics;
pub mod error_summary;
pub mod field;
pub mod help;
pub mod page_title;
pub mod panel;
pub mod quick_row;
pub mod row_cards;
pub mod row_form;
pub mod sections;
pub mod take_over;
