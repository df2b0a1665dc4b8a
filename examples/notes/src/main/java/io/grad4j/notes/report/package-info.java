/** Verdicts as text, JSON, SARIF, annotations and HTML. */
@NullMarked
package io.grad4j.notes.report;

import org.jspecify.annotations.NullMarked;
