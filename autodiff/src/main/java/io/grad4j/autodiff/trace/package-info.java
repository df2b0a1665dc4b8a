/**
 * Read-only views of a recorded tape and of one reverse sweep over it, for teaching: text, drawings, JSON, a page for the browser.
 *
 * <p>A function of your own, as text and as a page:
 *
 * <pre>{@code
 * DMatrixRMaj x = new DMatrixRMaj(new double[][] {{1, 2}, {3, 4}});
 * Trace trace = Trace.of(v -> log(exp(v).sum()), x);
 * System.out.println(trace);
 * Path page = Path.of("target", "log-sum-exp.html");
 * Files.writeString(page, trace.html("Log-sum-exp"));
 * }</pre>
 *
 * <p>Several variables with names of their own are put on a {@link io.grad4j.autodiff.Tape}, and {@link
 * io.grad4j.autodiff.Tape#scope} names the parts, which the drawings frame. In JShell one line is enough, since a trace prints
 * itself:
 *
 * <pre>{@code
 * io.grad4j.autodiff.trace.Trace.of(v -> v.elementMult(v).sum(), new org.ejml.data.DMatrixRMaj(new double[][] {{3, 4}}))
 * }</pre>
 *
 * <p>The text of a step back reads {@code v̄7 += v̄10 / v9 = 1 / 0.73576 = 1.3591}: the rule that the primitive carries, with names, with
 * numbers, and what it gives. Numbers have five significant digits; one with fewer is exact. A rule is shown as MathML on the page, from
 * the same text ({@link io.grad4j.autodiff.Derivative#formula}).
 */
@NullMarked
package io.grad4j.autodiff.trace;

import org.jspecify.annotations.NullMarked;
