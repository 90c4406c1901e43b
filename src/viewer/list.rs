//! Rows that exist only while they are in sight, or nearly: however many there are, the page has a few dozen.

use std::collections::HashMap;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{HtmlElement, ResizeObserver};

use super::columns::{Places, ShownColumns};
use super::row;
use crate::engine::{Line, Look, Pane, Scroll, TableHead};

/// Before and after the window, rows for so many windows are drawn, and asked for.
const DRAWN: f64 = 0.5;
const ASKED: f64 = 1.5;

/// A row further than this from the origin of the layer moves the origin: browsers place elements exactly only so far.
const FAR: u32 = 20_000;

/// The height of the rows that are asked for before the first are there, in pixels.
const AT_FIRST: f64 = 800.0;

/// The list of one view. It lives as long as the reactive owner that it was made under, and has elements from
/// [`open`](Self::open) to [`close`](Self::close).
#[derive(Clone, Copy)]
pub struct VirtualList {
    list: StoredValue<Option<List>, LocalStorage>,
    /// The columns that are drawn.
    pub columns: RwSignal<ShownColumns>,
    ids: &'static str,
    look: StoredValue<Rc<dyn Fn(Look)>, LocalStorage>,
}

struct List {
    pane: Pane,
    /// The element that scrolls.
    frame: HtmlElement,
    /// As high as all rows, or as an element may be.
    space: HtmlElement,
    /// What the rows hang on; it stays in the window while the frame scrolls.
    layer: HtmlElement,
    scroll: Scroll,
    /// How high the space is and where the browser's bar stands, as far as is known: to ask would make the browser lay
    /// the page out there and then.
    height: f64,
    bar: f64,
    /// The row whose place is the origin of the layer.
    origin: u32,
    total: u32,
    lines: HashMap<u32, Line>,
    drawn: HashMap<u32, (HtmlElement, Line)>,
    free: Vec<HtmlElement>,
    looked: Look,
    /// The columns of a table: where they stand, and those that are drawn.
    places: Places,
    columns: ShownColumns,
    told_columns: RwSignal<ShownColumns>,
    /// Precedes the ids of rows.
    ids: &'static str,
    tell_look: Rc<dyn Fn(Look)>,
    /// The first column in the lines.
    lines_from: u32,
    /// What stands above the rows and is seen beside them, in pixels.
    header: f64,
    active: Option<u32>,
    is_frame_due: bool,
    /// Counts movements, so that rest is known.
    movements: u32,
    _observer: Option<(ResizeObserver, Closure<dyn Fn()>)>,
}

/// The elements of a list.
pub struct Elements {
    /// Scrolls.
    pub frame: HtmlElement,
    /// Is as high as all rows.
    pub space: HtmlElement,
    /// Holds the rows.
    pub layer: HtmlElement,
    /// Stands above the rows and stays there.
    pub header: Option<HtmlElement>,
}

impl VirtualList {
    /// A list without elements. The ids of its rows begin with `ids`, and `look` is told which rows it shows.
    pub fn new(ids: &'static str, look: impl Fn(Look) + 'static) -> Self {
        Self {
            list: StoredValue::new_local(None),
            columns: RwSignal::new(ShownColumns::default()),
            ids,
            look: StoredValue::new_local(Rc::new(look)),
        }
    }

    /// Begins a list in these elements.
    pub fn open(self, pane: Pane, elements: Elements) {
        let Elements { frame, space, layer, header } = elements;
        let coarse =
            window().match_media("(pointer: coarse)").ok().flatten().is_some_and(|query| query.matches());
        let height = if coarse { 36.0 } else { 24.0 };
        let resized = Closure::<dyn Fn()>::new(move || self.with(List::measure));
        let observer = ResizeObserver::new(resized.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(&frame);
        }
        let mut list = List {
            pane,
            frame,
            space,
            layer,
            scroll: Scroll::new(height, AT_FIRST),
            height: 0.0,
            bar: 0.0,
            origin: 0,
            total: 0,
            lines: HashMap::new(),
            drawn: HashMap::new(),
            free: Vec::new(),
            looked: Look::default(),
            places: Places::default(),
            columns: ShownColumns::default(),
            told_columns: self.columns,
            ids: self.ids,
            tell_look: self.look.get_value(),
            lines_from: 0,
            header: header.map_or(0.0, |header| f64::from(header.offset_height())),
            active: None,
            is_frame_due: false,
            movements: 0,
            _observer: observer.map(|observer| (observer, resized)),
        };
        let count = (AT_FIRST / height * (1.0 + ASKED)) as u32;
        list.looked = Look { pane, count, ..Look::default() };
        (list.tell_look)(list.looked);
        self.list.set_value(Some(list));
    }

    /// Ends the list, and leaves its elements as they were: another list may be given the same ones.
    pub fn close(self) {
        let Some(list) = self.list.try_update_value(Option::take).flatten() else { return };
        list.layer.replace_children_with_node_0();
        list.frame.set_scroll_top(0);
    }

    fn with<T: Default>(self, act: impl FnOnce(&mut List) -> T) -> T {
        self.list.try_update_value(|list| list.as_mut().map(act)).flatten().unwrap_or_default()
    }

    /// The frame was scrolled: what that means is drawn with the next picture.
    pub fn scrolled(self) {
        let is_new = self.with(|list| !std::mem::replace(&mut list.is_frame_due, true));
        if is_new {
            request_animation_frame(move || {
                let movement = self.with(|list| {
                    list.is_frame_due = false;
                    list.bar = f64::from(list.frame.scroll_top());
                    list.scroll.moved(list.bar);
                    list.draw();
                    list.movements += 1;
                    list.movements
                });
                set_timeout(move || self.with(|list| list.rest(movement)), Duration::from_millis(200));
            });
        }
    }

    /// Rows have come.
    pub fn take(self, look: Look, total: u32, lines: Vec<Line>) {
        self.with(|list| {
            if list.pane == look.pane {
                list.lines = (look.first..).zip(lines).collect();
                list.lines_from = look.first_column;
                if list.total != total {
                    list.total = total;
                    let bar = list.scroll.set_rows(total);
                    list.resize(bar);
                }
                list.draw();
            }
        });
    }

    /// The columns of a table have come, or have changed.
    pub fn take_columns(self, head: &TableHead) {
        self.with(|list| {
            if list.pane == Pane::Table {
                list.places = Places::of(head);
                let _ = list.space.style().set_property("width", &format!("{}px", list.places.width()));
                list.columns = ShownColumns::default();
                list.draw();
            }
        });
    }

    /// Goes to a row.
    pub fn go(self, pane: Pane, row: u32) {
        self.with(|list| {
            if list.pane == pane {
                list.activate(row);
                // Rows may have been opened for it that are not known of yet.
                list.total = list.total.max(row + 1);
                let _ = list.scroll.set_rows(list.total);
                let bar = list.scroll.reveal(row);
                list.resize(bar);
                list.draw();
            }
        });
        self.keep_in_sight();
    }

    /// Goes from the row where the person is, if there is one, to another: what it is then. `to` is told that row, the last one,
    /// and how many are in sight.
    pub fn step(self, to: impl FnOnce(Option<u32>, u32, u32) -> u32) -> Option<Line> {
        self.keep_in_sight();
        self.with(|list| {
            let last = list.total.checked_sub(1)?;
            let row = to(list.active, last, list.scroll.page()).min(last);
            list.activate(row);
            let bar = list.scroll.reveal(row);
            list.resize(bar);
            list.draw();
            list.lines.get(&row).cloned()
        })
    }

    /// Scrolls the page with the next picture, so that the row where the person is is in the window, too, and what stands at the
    /// window's end does not cover it.
    fn keep_in_sight(self) {
        request_animation_frame(move || {
            self.with(|list| {
                let Some(row) = list.active else { return };
                let top = list.frame.get_bounding_client_rect().top() + list.header + list.scroll.place(row);
                let beyond = (top + list.row_height() - page_end(&list.frame)).max(0.0);
                window().scroll_by_with_x_and_y(0.0, if beyond > 0.0 { beyond } else { top.min(0.0) });
            });
        });
    }

    /// The line of the row where the person is.
    pub fn line(self) -> Option<Line> {
        self.with(|list| list.lines.get(&list.active?).cloned())
    }

    /// The person has chosen a row.
    pub fn choose(self, row: u32) -> Option<Line> {
        self.keep_in_sight();
        self.with(|list| {
            list.activate(row);
            list.lines.get(&row).cloned()
        })
    }
}

/// Where the window ends for what is to be seen, in pixels: above what the style sheet keeps free, and above what can be done
/// with the value that one is at, which may have a second line.
fn page_end(frame: &HtmlElement) -> f64 {
    let view = frame.closest(".document").ok().flatten();
    let bar = view.and_then(|view| view.query_selector(".selection").ok().flatten());
    let bar = bar.map_or(f64::INFINITY, |bar| bar.get_bounding_client_rect().top());
    let end = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    let root = document().document_element();
    let style = root.and_then(|root| window().get_computed_style(&root).ok().flatten());
    let kept = style.and_then(|style| style.get_property_value("scroll-padding-bottom").ok());
    (end - kept.and_then(|kept| kept.trim_end_matches("px").parse().ok()).unwrap_or(0.0)).min(bar)
}

impl Drop for List {
    fn drop(&mut self) {
        if let Some((observer, _)) = &self._observer {
            observer.disconnect();
        }
    }
}

impl List {
    /// The frame has another height.
    fn measure(&mut self) {
        let height = f64::from(self.frame.client_height()) - self.header;
        if height > 0.0 {
            let bar = self.scroll.set_sizes(self.row_height(), height);
            self.resize(bar);
            self.draw();
        }
    }

    fn row_height(&self) -> f64 {
        self.scroll.place(1) - self.scroll.place(0)
    }

    /// Makes the space as high as all rows and puts the bar there.
    fn resize(&mut self, bar: f64) {
        let height = self.scroll.height();
        if self.height != height {
            self.height = height;
            let _ = self.space.style().set_property("height", &format!("{height}px"));
        }
        if (self.bar - bar).abs() >= 1.0 {
            self.bar = bar.round();
            self.frame.set_scroll_top(self.bar as i32);
        }
    }

    fn activate(&mut self, row: u32) {
        if let Some((element, _)) = self.active.and_then(|row| self.drawn.get(&row)) {
            row::mark_active(element, self.pane, false);
        }
        if let Some((element, _)) = self.drawn.get(&row) {
            row::mark_active(element, self.pane, true);
        }
        self.active = Some(row);
        let _ = self.frame.set_attribute("aria-activedescendant", &row::id(self.ids, row));
    }

    /// Nothing has moved for a while.
    fn rest(&mut self, movement: u32) {
        if movement == self.movements {
            let bar = self.scroll.rest();
            self.resize(bar);
        }
    }

    fn draw(&mut self) {
        self.look();
        let (first, count) = self.scroll.rows(DRAWN);
        let rows = first..first + count;
        if first.abs_diff(self.origin) > FAR {
            self.origin = first;
            self.free.extend(self.drawn.drain().map(|(_, (element, _))| element));
        }
        let gone: Vec<u32> = self.drawn.keys().filter(|row| !rows.contains(row)).copied().collect();
        self.free.extend(gone.iter().filter_map(|row| self.drawn.remove(row)).map(|(element, _)| element));
        let _ = self
            .layer
            .style()
            .set_property("transform", &format!("translateY({}px)", self.scroll.place(self.origin)));
        for number in rows {
            let Some(line) = self.lines.get(&number) else { continue };
            let element = match self.drawn.remove(&number) {
                Some((element, drawn)) if drawn == *line => {
                    self.drawn.insert(number, (element, drawn));
                    continue;
                }
                Some((element, _)) => element,
                None => match self.free.pop().or_else(row::new) {
                    Some(element) => element,
                    None => return,
                },
            };
            row::draw(&element, self.pane, (self.ids, number), line, self.active == Some(number));
            if self.pane == Pane::Table {
                row::place_cells(&element, &self.places, self.lines_from as usize);
            }
            let top = (f64::from(number) - f64::from(self.origin)) * self.row_height();
            let _ = element.style().set_property("top", &format!("{top}px"));
            if element.parent_node().is_none() {
                let _ = self.layer.append_child(&element);
            }
            self.drawn.insert(number, (element, line.clone()));
        }
        self.free.drain(..).for_each(|element| element.remove());
    }

    /// Asks for rows and columns that are, or will soon be, in sight and are not known.
    fn look(&mut self) {
        if self.pane == Pane::Table {
            let (left, width) = (f64::from(self.frame.scroll_left()), f64::from(self.frame.client_width()));
            let columns = self.places.shown(left, width);
            if columns != self.columns {
                self.columns = columns;
                self.told_columns.set(columns);
            }
        }
        let ShownColumns { first: first_column, count: columns, .. } = self.columns;
        let (first, count) = self.scroll.rows(DRAWN);
        let known = self.looked;
        let has_columns = (first_column, columns) == (known.first_column, known.columns);
        if !has_columns || first < known.first || first + count > known.first + known.count {
            let (first, count) = self.scroll.rows(ASKED);
            let count = count.max(known.count.min(64));
            self.looked = Look { pane: self.pane, first, count, first_column, columns };
            (self.tell_look)(self.looked);
        }
    }
}
