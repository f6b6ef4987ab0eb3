"""The templates of report and letters, one folder a language; shipped as `vp.templates`."""
