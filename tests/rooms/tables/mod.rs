//! Tables of many shapes, with invented bodies, names and figures.

mod activities;
mod assets;
mod forms;
mod procurement;
mod random;
mod seed;
mod shapes;
mod staffing;
mod support;
mod turned;
mod unsaid;
mod wordings;
