//! Articles, site, banners, counters.
