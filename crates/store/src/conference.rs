//! The conference, attendance, speeches, resolutions, tasks.
