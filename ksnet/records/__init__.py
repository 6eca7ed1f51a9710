"""The record kinds of the data format as typed, immutable models."""
