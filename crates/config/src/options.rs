//! The list of every option and the variables it can be set by. Kinds, defaults and checks are in `load`.

/// The prefixes of variables, strongest first.
pub(crate) const PREFIXES: [&str; 2] = ["PLENARY_", "PRETALX_"];

/// Variables that are no options. Those starting with `PLENARY_TEST_` are left alone as well.
pub(crate) const OTHER_VARIABLES: &[&str] = &[
    "CONFIG_FILE",
    "NO_INITIAL_LOG",
    "INIT_ORGANISER_NAME",
    "INIT_ORGANISER_SLUG",
    "VITE_PORT",
    "LOG",
    "NEW_PASSWORD",
    "SUPERUSER_EMAIL",
    "SUPERUSER_NAME",
    "SUPERUSER_PASSWORD",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OptionSpec {
    pub section: &'static str,
    pub name: &'static str,
    /// Without the prefix `PLENARY_` or `PRETALX_` and without the suffix `_FILE`.
    pub variable: &'static str,
    /// Never shown when redacting, nor in error messages.
    pub secret: bool,
}

impl OptionSpec {
    /// `section.option`
    pub fn key(&self) -> String {
        format!("{}.{}", self.section, self.name)
    }
}

const fn option(section: &'static str, name: &'static str, variable: &'static str) -> OptionSpec {
    OptionSpec { section, name, variable, secret: false }
}

const fn secret(section: &'static str, name: &'static str, variable: &'static str) -> OptionSpec {
    OptionSpec { section, name, variable, secret: true }
}

/// In the order of `config show` and of `docs/admin/configuration.md`.
pub const OPTIONS: &[OptionSpec] = &[
    option("filesystem", "base", "FILESYSTEM_BASE"),
    option("filesystem", "data", "DATA_DIR"),
    option("filesystem", "logs", "FILESYSTEM_LOGS"),
    option("filesystem", "media", "FILESYSTEM_MEDIA"),
    option("filesystem", "static", "FILESYSTEM_STATIC"),
    option("filesystem", "htmlexport", "FILESYSTEM_HTMLEXPORT"),
    option("site", "debug", "DEBUG"),
    option("site", "url", "SITE_URL"),
    secret("site", "secret", "SECRET"),
    option("site", "https", "HTTPS"),
    option("site", "bind", "BIND"),
    secret("site", "metrics_token", "METRICS_TOKEN"),
    option("site", "verify_addresses", "VERIFY_ADDRESSES"),
    option("site", "cookie_domain", "COOKIE_DOMAIN"),
    option("site", "core_modules", "CORE_MODULES"),
    option("site", "highlighted_plugins", "HIGHLIGHTED_PLUGINS"),
    option("site", "media", "SITE_MEDIA"),
    option("site", "static", "SITE_STATIC"),
    option("site", "csp", "SITE_CSP"),
    option("site", "csp_script", "SITE_CSP_SCRIPT"),
    option("site", "csp_style", "SITE_CSP_STYLE"),
    option("site", "csp_img", "SITE_CSP_IMG"),
    option("site", "csp_form", "SITE_CSP_FORM"),
    option("site", "max_pagination_limit", "MAX_PAGINATION_LIMIT"),
    option("site", "trusted_proxy_count", "TRUSTED_PROXY_COUNT"),
    option("database", "backend", "DB_TYPE"),
    option("database", "name", "DB_NAME"),
    option("database", "user", "DB_USER"),
    secret("database", "password", "DB_PASS"),
    option("database", "host", "DB_HOST"),
    option("database", "port", "DB_PORT"),
    option("mail", "from", "MAIL_FROM"),
    option("mail", "host", "MAIL_HOST"),
    option("mail", "port", "MAIL_PORT"),
    option("mail", "user", "MAIL_USER"),
    secret("mail", "password", "MAIL_PASSWORD"),
    option("mail", "tls", "MAIL_TLS"),
    option("mail", "ssl", "MAIL_SSL"),
    option("mail", "private_servers", "MAIL_PRIVATE_SERVERS"),
    option("celery", "backend", "CELERY_BACKEND"),
    option("celery", "broker", "CELERY_BROKER"),
    option("redis", "location", "REDIS"),
    option("redis", "session", "REDIS_SESSIONS"),
    option("logging", "email", "LOGGING_EMAIL"),
    option("logging", "email_level", "LOGGING_EMAIL_LEVEL"),
    option("logging", "format", "LOG_FORMAT"),
    option("logging", "level", "LOG_LEVEL"),
    option("locale", "language_code", "LANGUAGE_CODE"),
    option("locale", "time_zone", "TIME_ZONE"),
    option("files", "upload_limit", "FILE_UPLOAD_LIMIT"),
    option("memory", "pages", "MEMORY_PAGES"),
    option("authentication", "additional_auth_backends", "ADDITIONAL_AUTH_BACKENDS"),
];

pub(crate) fn find(section: &str, name: &str) -> Option<&'static OptionSpec> {
    OPTIONS.iter().find(|option| option.section == section && option.name == name)
}

pub(crate) fn is_section(name: &str) -> bool {
    OPTIONS.iter().any(|option| option.section == name)
}

/// Sections whose options are anybody's: `plugin:NAME` and `language:CODE`.
pub(crate) fn is_free_form(section: &str) -> bool {
    ["plugin:", "language:"]
        .iter()
        .any(|prefix| section.strip_prefix(prefix).is_some_and(|name| !name.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_variables_are_unique() {
        for (index, option) in OPTIONS.iter().enumerate() {
            for other in &OPTIONS[..index] {
                assert_ne!(option.key(), other.key());
                assert_ne!(option.variable, other.variable);
                assert_ne!(option.variable, format!("{}_FILE", other.variable));
                assert_ne!(other.variable, format!("{}_FILE", option.variable));
            }
        }
    }
}
