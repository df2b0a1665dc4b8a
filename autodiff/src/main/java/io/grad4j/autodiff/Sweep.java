package io.grad4j.autodiff;

import io.grad4j.autodiff.Derivative.Adder;
import io.grad4j.autodiff.kernels.Kernels;
import io.grad4j.autodiff.kernels.Zip;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The two loops over a tape. They record nothing themselves; the rules they run do, when the tape is recording. */
final class Sweep {
    /** Observes nothing, so that contributions need not be told apart. */
    static final SweepObserver UNOBSERVED = (step, argument, contribution, total) -> {};

    private Sweep() {}

    /**
     * Carries {@code seed}, the cotangent of {@code root}, backward.
     *
     * @param x where the sweep ends: only steps that depend on one of these take part; none for every variable
     * @return by index, the cotangents of each {@code x} or of the variables; {@code null} where nothing arrived
     */
    static @Nullable Var[] reverse(Recorder recorder, Var root, Var seed, SweepObserver observer, Var... x) {
        int last = root.index;
        @Nullable Var[] cotangents = new @Nullable Var[last + 1];
        if (last < 0) {
            return cotangents;
        }
        cotangents[last] = recorder.scratch.hold(seed);
        if (x.length == 0) {
            toVariables(recorder, cotangents, observer);
        } else {
            toEnds(recorder, cotangents, observer, indices(x));
        }
        return cotangents;
    }

    private static void toVariables(Recorder recorder, @Nullable Var[] cotangents, SweepObserver observer) {
        for (int i = cotangents.length - 1; i >= 0; i--) {
            Var step = recorder.steps.get(i);
            Var yBar = cotangents[i];
            Primitive p = step.primitive();
            if (yBar != null && p != null) {
                backward(p, step, yBar, null, cotangents, observer);
                recorder.scratch.letGo(yBar);
                cotangents[i] = null;
            }
        }
    }

    private static void toEnds(Recorder recorder, @Nullable Var[] cotangents, SweepObserver observer, BitSet ends) {
        BitSet path = dependents(recorder.steps, ends, cotangents.length - 1);
        for (int i = cotangents.length - 1; i >= ends.nextSetBit(0); i--) {
            Var step = recorder.steps.get(i);
            Var yBar = cotangents[i];
            Primitive p = step.primitive();
            if (yBar != null && p != null && path.get(i)) {
                backward(p, step, yBar, path, cotangents, observer);
                if (!ends.get(i)) {
                    recorder.scratch.letGo(yBar);
                    cotangents[i] = null;
                }
            }
        }
    }

    /** Adds to each argument's cotangent what {@code step} of {@code p} sends it. */
    private static void backward(
            Primitive p,
            Var step,
            Var yBar,
            @Nullable BitSet path,
            @Nullable Var[] cotangents,
            SweepObserver observer) {
        Scratch scratch = step.recorder().scratch;
        @Nullable Var[] joint = p instanceof Checkpoint checkpoint ? checkpoint.vjp(step, yBar) : null;
        for (int k = 0; k < step.arity(); k++) {
            Var a = step.argument(k);
            if (a.isConstant() || (path != null && !path.get(a.index))) {
                continue;
            }
            Derivative derivative = p.derivative(k);
            Adder adder = derivative.adder();
            if (adder != null && observer == UNOBSERVED && !step.recorder().isRecording()) {
                cotangents[a.index] = added(adder, a, yBar, cotangents[a.index]);
                continue;
            }
            Var sent = joint == null ? derivative.vjp().apply(step, yBar) : Objects.requireNonNull(joint[k]);
            requireResult(p, "vjp", k, sent, a);
            Var total = accumulated(scratch, cotangents[a.index], sent);
            cotangents[a.index] = total;
            if (observer != UNOBSERVED) {
                observer.contribution(step, k, sent.current(), total.current());
            }
            scratch.ruleDone();
        }
    }

    /** The cotangent {@code before} with what the step sends to it, which never stands in a matrix of its own. */
    private static Var added(Adder adder, Var a, Var yBar, @Nullable Var before) {
        Recorder recorder = a.recorder();
        Var total;
        if (before == null) {
            total = recorder.scratch.hold(recorder.zeros(a.shape()));
        } else if (Scratch.isHeldOnce(before)) {
            total = before;
        } else {
            total = recorder.scratch.hold(recorder.apply(Operator.IDENTITY, before));
            recorder.scratch.letGo(before);
        }
        adder.add(yBar.current(), total.current());
        recorder.scratch.ruleDone();
        return total;
    }

    /** The cotangent {@code before} with what was {@code sent} to it; into its own matrix where nobody else holds that. */
    private static Var accumulated(Scratch scratch, @Nullable Var before, Var sent) {
        if (before == null) {
            return scratch.hold(sent);
        }
        if (Scratch.isHeldOnce(before)) {
            addTo(before, sent);
            return before;
        }
        Var total = scratch.hold(before.plus(sent));
        scratch.letGo(before);
        return total;
    }

    private static void addTo(Var sum, Var x) {
        if (sum.isNumber()) {
            sum.add(x.number());
        } else {
            Kernels.active().zip(Zip.PLUS, sum.current(), x.current(), sum.current());
        }
    }

    /** Carries the tangents {@code xDot} of several {@code x} forward to {@code y}; {@code null} if y depends on none. */
    static @Nullable Var forward(Recorder recorder, Var y, Var[] x, Var[] xDot) {
        List<Var> steps = recorder.steps;
        Scratch scratch = recorder.scratch;
        int first = indices(x).nextSetBit(0);
        int last = y.index;
        if (last < first) {
            return null;
        }
        @Nullable Var[] tangents = new @Nullable Var[last - first + 1];
        BitSet path = precedents(steps, y, first);
        for (int i = first; i <= last; i++) {
            Var step = steps.get(i);
            Primitive p = step.primitive();
            if (path.get(i) && i > first && p != null) {
                Var yDot = tangentOf(p, step, tangents, first);
                tangents[i - first] = yDot == null ? null : scratch.hold(yDot);
            }
            for (int k = 0; k < x.length; k++) {
                if (x[k].index == i) {
                    Var before = tangents[i - first];
                    tangents[i - first] = scratch.hold(before == null ? xDot[k] : before.plus(xDot[k]));
                }
            }
            scratch.ruleDone();
        }
        Var yDot = tangents[last - first];
        tangents[last - first] = null;
        scratch.letGo(tangents);
        return yDot;
    }

    private static @Nullable Var tangentOf(Primitive p, Var step, @Nullable Var[] tangents, int first) {
        Var sum = null;
        for (int k = 0; k < step.arity(); k++) {
            int a = step.argument(k).index - first;
            Var xDot = a < 0 ? null : tangents[a];
            if (xDot != null) {
                Var term = p.derivative(k).jvp().apply(step, xDot);
                requireResult(p, "jvp", k, term, step);
                sum = sum == null ? term : sum.plus(term);
            }
        }
        return sum;
    }

    private static BitSet indices(Var... x) {
        BitSet indices = new BitSet();
        for (Var v : x) {
            indices.set(v.index);
        }
        return indices;
    }

    /** The steps up to {@code last} that depend on one of {@code ends}, these included. */
    private static BitSet dependents(List<Var> steps, BitSet ends, int last) {
        BitSet path = (BitSet) ends.clone();
        for (int i = ends.nextSetBit(0) + 1; i <= last; i++) {
            Var step = steps.get(i);
            for (int k = 0; k < step.arity(); k++) {
                int a = step.argument(k).index;
                if (a >= 0 && path.get(a)) {
                    path.set(i);
                }
            }
        }
        return path;
    }

    /** The steps after {@code first} that {@code y} depends on, itself included. */
    private static BitSet precedents(List<Var> steps, Var y, int first) {
        BitSet path = new BitSet(y.index + 1);
        path.set(y.index);
        for (int i = y.index; i > first; i--) {
            Var step = steps.get(i);
            for (int k = 0; path.get(i) && k < step.arity(); k++) {
                int a = step.argument(k).index;
                if (a > first) {
                    path.set(a);
                }
            }
        }
        return path;
    }

    /** Refuses what a rule gives that it kept from an earlier sweep, or that has another shape. */
    private static void requireResult(Primitive p, String map, int argument, Var result, Var expected) {
        result.requireCurrent();
        if (!result.hasShapeOf(expected)) {
            throw new IllegalStateException(p.label() + ": the " + map + " rule of argument " + argument + " gives "
                    + result.shape() + " where " + expected.shape() + " is needed");
        }
    }
}
