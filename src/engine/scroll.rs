//! Which rows are in sight. Browsers limit the height of an element (Firefox to about 17.9 million pixels, Chromium to 33.5
//! million), which is fewer rows than a document can have: beyond that, the bar stands for more than it shows.

/// The height that the scrolled element has at most, in pixels.
const TALLEST: f64 = 8_000_000.0;

/// The state of a list of rows of equal height: where the bar stands and which rows that means.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scroll {
    /// The number of rows.
    rows: u32,
    /// The height of a row in pixels.
    row: f64,
    /// The height of the window through which they are seen.
    window: f64,
    /// Where the browser's bar stands: `scrollTop`.
    bar: f64,
    /// Where the rows stand: the distance from the top of the first row to the top of the window.
    at: f64,
}

impl Scroll {
    /// A list without rows.
    pub fn new(row: f64, window: f64) -> Self {
        Self { rows: 0, row, window, bar: 0.0, at: 0.0 }
    }

    /// The height of the element that is scrolled, in pixels.
    pub fn height(&self) -> f64 {
        self.content().min(TALLEST)
    }

    /// The height of all rows.
    fn content(&self) -> f64 {
        f64::from(self.rows) * self.row
    }

    fn bar_end(&self) -> f64 {
        (self.height() - self.window).max(0.0)
    }

    fn end(&self) -> f64 {
        (self.content() - self.window).max(0.0)
    }

    /// The rows in sight, with `more` windows before and after them: the first, and how many.
    pub fn rows(&self, more: f64) -> (u32, u32) {
        if self.row <= 0.0 {
            return (0, 0);
        }
        let first = ((self.at - more * self.window) / self.row).floor().max(0.0);
        let last = ((self.at + (1.0 + more) * self.window) / self.row).ceil().min(f64::from(self.rows));
        (first as u32, (last - first).max(0.0) as u32)
    }

    /// Where the top of a row stands in the window, in pixels from its top.
    pub fn place(&self, row: u32) -> f64 {
        f64::from(row) * self.row - self.at
    }

    /// The number of rows has changed: the same row stays at the top. Where the bar has to be put for that.
    pub fn set_rows(&mut self, rows: u32) -> f64 {
        self.rows = rows;
        self.settle(self.at)
    }

    /// Height of rows or window have changed; the same row stays at the top. Where the bar has to be put for that.
    pub fn set_sizes(&mut self, row: f64, window: f64) -> f64 {
        let top = if self.row > 0.0 { self.at / self.row } else { 0.0 };
        (self.row, self.window) = (row, window);
        self.settle(top * row)
    }

    /// The browser says that the bar has moved. A small move is one of as many pixels, wherever the bar stands; a large one
    /// goes to the same part of the rows as of the bar.
    pub fn moved(&mut self, bar: f64) {
        let by = bar - self.bar;
        let is_far = by.abs() > 2.0 * self.window.max(self.row);
        self.bar = bar;
        self.at = if self.is_true_to_scale() {
            bar
        } else if bar <= 0.0 {
            0.0
        } else if bar >= self.bar_end() - 0.5 {
            self.end()
        } else if is_far {
            bar / self.bar_end() * self.end()
        } else {
            self.at + by
        }
        .clamp(0.0, self.end());
    }

    /// Where the bar should stand now that it rests. After many small moves it stands elsewhere.
    pub fn rest(&mut self) -> f64 {
        self.settle(self.at)
    }

    /// Brings a row into sight with as little movement as possible, or into the middle if it was far away. Where the bar
    /// has to be put for that.
    pub fn reveal(&mut self, row: u32) -> f64 {
        let top = f64::from(row) * self.row;
        let (above, below) = (top - self.at, top + self.row - self.at - self.window);
        let at = if above < -self.window || below > self.window {
            top - (self.window - self.row) / 2.0
        } else if above < 0.0 {
            top
        } else if below > 0.0 {
            self.at + below
        } else {
            self.at
        };
        self.settle(at)
    }

    /// The rows that fit the window.
    pub fn page(&self) -> u32 {
        if self.row > 0.0 { (self.window / self.row).floor().max(1.0) as u32 } else { 1 }
    }

    fn is_true_to_scale(&self) -> bool {
        self.content() <= TALLEST
    }

    fn settle(&mut self, at: f64) -> f64 {
        self.at = at.clamp(0.0, self.end());
        self.bar = if self.is_true_to_scale() {
            self.at
        } else if self.end() > 0.0 {
            self.at / self.end() * self.bar_end()
        } else {
            0.0
        };
        self.bar
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn list(rows: u32) -> Scroll {
        let mut scroll = Scroll::new(24.0, 480.0);
        scroll.set_rows(rows);
        scroll
    }

    #[test]
    fn few_rows_are_true_to_scale() {
        let mut scroll = list(100);
        assert_eq!((scroll.height(), scroll.rows(0.0), scroll.page()), (2400.0, (0, 20), 20));
        scroll.moved(36.0);
        assert_eq!((scroll.rows(0.0), scroll.place(1), scroll.rows(1.0)), ((1, 21), -12.0, (0, 42)));
        scroll.moved(1920.0);
        assert_eq!(scroll.rows(0.0), (80, 20));
        assert_eq!(scroll.set_rows(3), 0.0);
        assert_eq!(scroll.rows(0.0), (0, 3));
    }

    #[test]
    fn ten_million_rows_can_all_be_reached() {
        let mut scroll = list(10_000_000);
        assert_eq!(scroll.height(), TALLEST);
        scroll.moved(TALLEST - 480.0);
        assert_eq!(scroll.rows(0.0), (9_999_980, 20));
        scroll.moved((TALLEST - 480.0) / 2.0);
        let (middle, _) = scroll.rows(0.0);
        assert!(middle.abs_diff(4_999_990) <= 1);
        // A turn of the wheel is a few rows, not thousands.
        scroll.moved((TALLEST - 480.0) / 2.0 + 48.0);
        assert_eq!(scroll.rows(0.0).0, middle + 2);
        scroll.moved(0.0);
        assert_eq!(scroll.rows(0.0), (0, 20));
    }

    #[test]
    fn a_row_is_revealed_with_little_movement() {
        let mut scroll = list(10_000_000);
        scroll.reveal(5);
        assert_eq!(scroll.rows(0.0).0, 0);
        scroll.reveal(20);
        assert_eq!(scroll.rows(0.0), (1, 20));
        scroll.reveal(0);
        assert_eq!(scroll.rows(0.0), (0, 20));
        scroll.reveal(5_000_000);
        assert_eq!(scroll.place(5_000_000), 228.0);
        scroll.reveal(9_999_999);
        assert_eq!(scroll.rows(0.0), (9_999_980, 20));
    }

    proptest! {
        /// Whatever is done, all rows in sight exist, they fill the window, and a bar at an end shows that end.
        #[test]
        fn the_window_is_always_filled(
            rows in prop_oneof![0_u32..100, 300_000_u32..400_000, any::<u32>()],
            steps in proptest::collection::vec((0_u8..6, 0.0_f64..1.0), 1..40),
        ) {
            let mut scroll = list(rows);
            for (step, part) in steps {
                match step {
                    0 => scroll.moved(part * scroll.bar_end()),
                    1 => scroll.moved((scroll.bar + part * 900.0 - 450.0).clamp(0.0, scroll.bar_end())),
                    2 => drop(scroll.reveal((part * f64::from(scroll.rows)) as u32)),
                    3 => drop(scroll.rest()),
                    4 => drop(scroll.set_sizes(20.0 + part * 20.0, 100.0 + part * 800.0)),
                    _ => drop(scroll.set_rows((part * f64::from(rows)) as u32)),
                }
                let (first, count) = scroll.rows(0.0);
                prop_assert!(u64::from(first) + u64::from(count) <= u64::from(scroll.rows));
                let filled = scroll.place(first + count) - scroll.place(first).max(0.0);
                prop_assert!(filled + 0.01 >= scroll.window.min(scroll.content()), "{scroll:?}");
                if scroll.bar >= scroll.bar_end() && step < 2 {
                    prop_assert_eq!(first + count, scroll.rows);
                }
            }
        }
    }
}
