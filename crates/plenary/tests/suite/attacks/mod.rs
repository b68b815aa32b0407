//! The attack list: what somebody who means harm would try, over every address and every form that the
//! site shows. Addresses come from the permission matrix and forms from the pages themselves, so that new
//! ones are attacked without being named here. Every attempt must be refused or harmless.

mod account;
pub mod cross_site;
pub mod foreign;
mod forms;
pub mod ground;
mod input;
mod mails;
mod parts;
mod paths;
mod redirects;
mod sessions;
mod stored;
mod uploads;

#[path = "../../../../web-public/tests/suite/hostile/page.rs"]
mod live;

/// A picture of one point.
pub fn good_picture() -> Vec<u8> {
    uploads::good()
}
