//! Days and instants as Procore writes them: `YYYY-MM-DD` and `YYYY-MM-DDTHH:MM:SSZ`.

use jiff::civil::DateTime;

/// Seconds of a day.
pub(crate) const DAY: u64 = 86_400;

/// The day of an instant, which is in seconds since 1970.
pub(crate) fn date(seconds: u64) -> String {
    utc(seconds).date().to_string()
}

/// An instant in UTC.
pub(crate) fn instant(seconds: u64) -> String {
    format!("{}Z", utc(seconds))
}

fn utc(seconds: u64) -> DateTime {
    const EPOCH: DateTime = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
    EPOCH.saturating_add(std::time::Duration::from_secs(seconds))
}

/// Whether a text is a date, or begins with one and `T`.
pub(crate) fn is_moment(text: &str) -> bool {
    let digits = |range: std::ops::Range<usize>| {
        text.get(range).is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let dash = |at| text.as_bytes().get(at) == Some(&b'-');
    let whole = digits(0..4) && dash(4) && digits(5..7) && dash(7) && digits(8..10);
    whole && (text.len() == 10 || text.as_bytes()[10] == b'T')
}

/// Whether a moment lies between two others, ends included; a bound that is only a date means the whole day, an absent
/// one means no bound.
pub(crate) fn is_between(moment: &str, from: Option<&str>, to: Option<&str>) -> bool {
    // Up to the second: the texts compare like the moments.
    let cut = |text: &str, length: usize| text.get(..length.min(19)).unwrap_or(text).to_owned();
    let holds = |bound: Option<&str>, fits: fn(&str, &str) -> bool| {
        bound.is_none_or(|bound| {
            let length = bound.len().min(moment.len());
            fits(&cut(moment, length), &cut(bound, length))
        })
    };
    holds(from, |moment, bound| moment >= bound) && holds(to, |moment, bound| moment <= bound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_instants() {
        for (seconds, expected) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_795_604_400, "2026-11-25T11:00:00Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
        ] {
            assert_eq!(instant(seconds), expected);
        }
    }

    #[test]
    fn bounds() {
        let moment = "2026-11-25T11:00:00Z";
        for (from, to, inside) in [
            (Some("2026-11-25"), Some("2026-11-25"), true),
            (Some("2026-11-25T11:00:00Z"), Some("2026-11-25T11:00:00.000Z"), true),
            (Some("2026-11-25T11:00:01Z"), None, false),
            (None, Some("2026-11-24"), false),
            (None, None, true),
        ] {
            assert_eq!(is_between(moment, from, to), inside, "{from:?} to {to:?}");
        }
        assert!(is_between("2026-11-25", Some("2026-11-25T08:00:00Z"), None));
        assert!(is_moment("2026-11-25") && is_moment(moment));
        assert!(!is_moment("2026-1-25") && !is_moment("2026-11-25 11:00") && !is_moment("é026-11-25"));
    }
}
