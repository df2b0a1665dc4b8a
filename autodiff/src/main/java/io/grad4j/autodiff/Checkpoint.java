package io.grad4j.autodiff;

import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * A function as one step: its own steps are not kept, but computed again, on a tape of their own, when a sweep passes.
 *
 * <p>When the sweep is itself recorded, the steps are recorded beside it, so that any further derivative is right and costs what it would
 * without checkpoint.
 */
final class Checkpoint implements Primitive {
    private final Function<Var[], Var> f;

    private Checkpoint(Function<Var[], Var> f) {
        this.f = f;
    }

    /** Records f(inputs) as one step. */
    static Var record(Function<Var[], Var> f, Var... inputs) {
        Tape tape = inputs[0].tape();
        DMatrixRMaj[] values = new DMatrixRMaj[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i].tape() != tape) {
                throw new ArgumentException(
                        "checkpoint", inputs[i].toString(), "belongs to another tape than the first input");
            }
            values[i] = inputs[i].matrix();
        }
        Checkpoint checkpoint = new Checkpoint(f);
        return tape.recorder.record(checkpoint, tape.scope("checkpoint", () -> checkpoint.evaluate(values)), inputs);
    }

    private DMatrixRMaj evaluate(DMatrixRMaj... x) {
        try (Tape inner = new Tape()) {
            Var[] constants = new Var[x.length];
            for (int i = 0; i < x.length; i++) {
                constants[i] = inner.constant(x[i]);
            }
            Var y = f.apply(constants);
            if (y.tape() != inner) {
                throw new ArgumentException("result", y.toString(), "belongs to another tape");
            }
            return y.value();
        } catch (ArgumentException e) {
            throw e.inside("its function must take every variable it uses as an input");
        }
    }

    @Override
    public String label() {
        return "checkpoint";
    }

    @Override
    public int arity() {
        return ANY_NUMBER;
    }

    @Override
    public Shape shape(DMatrixRMaj... x) {
        return Shape.of(evaluate(x));
    }

    @Override
    public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
        y.setTo(evaluate(x));
    }

    /** The cotangents of all arguments from one computation, which would else be repeated for each; {@code null} for a constant one. */
    @Nullable
    Var[] vjp(Var y, Var yBar) {
        return y.recorder().isRecording() ? recordedVjp(y, yBar) : plainVjp(y, yBar);
    }

    private @Nullable Var[] plainVjp(Var y, Var yBar) {
        @Nullable Var[] cotangents = new @Nullable Var[y.arity()];
        try (Tape inner = new Tape()) {
            Var[] x = new Var[y.arity()];
            for (int i = 0; i < x.length; i++) {
                DMatrixRMaj value = y.argument(i).matrix();
                x[i] = y.argument(i).isConstant() ? inner.constant(value) : inner.variable(value);
            }
            Gradients gradients = inner.gradients(f.apply(x), yBar.matrix());
            for (int i = 0; i < x.length; i++) {
                cotangents[i] = x[i].isConstant() ? null : y.tape().constant(gradients.of(x[i]));
            }
        }
        return cotangents;
    }

    private @Nullable Var[] recordedVjp(Var y, Var yBar) {
        Var[] x = independentArguments(y);
        Var again = f.apply(x);
        @Nullable Var[] cotangents = new @Nullable Var[x.length];
        for (int i = 0; i < x.length; i++) {
            cotangents[i] = x[i].isConstant() ? null : y.tape().vjp(again, yBar, x[i]);
        }
        return cotangents;
    }

    @Override
    public Derivative derivative(int argument) {
        return new Derivative("recomputed", (y, v) -> jvp(y, argument, v), (y, v) -> {
            Var cotangent = vjp(y, v)[argument];
            return cotangent == null ? y.recorder().zeros(y.argument(argument).shape()) : cotangent;
        });
    }

    private Var jvp(Var y, int argument, Var v) {
        if (y.recorder().isRecording()) {
            Var[] x = independentArguments(y);
            return y.tape().jvp(f.apply(x), x[argument], v);
        }
        try (Tape inner = new Tape()) {
            Var[] x = new Var[y.arity()];
            for (int i = 0; i < x.length; i++) {
                DMatrixRMaj value = y.argument(i).matrix();
                x[i] = i == argument ? inner.variable(value) : inner.constant(value);
            }
            return y.tape().constant(inner.jvp(f.apply(x), x[argument], v.matrix()));
        }
    }

    /** The arguments as steps of their own, so that what f does with one is told apart from how another depends on it. */
    private static Var[] independentArguments(Var y) {
        Var[] x = new Var[y.arity()];
        for (int i = 0; i < x.length; i++) {
            Var a = y.argument(i);
            x[i] = a.isConstant() ? a : y.recorder().apply(Operator.IDENTITY, a);
        }
        return x;
    }
}
