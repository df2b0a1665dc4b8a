package io.grad4j.benchmarks;

import io.grad4j.autodiff.Gradients;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;

/** A loss of some parameters, evaluated on one tape again and again. */
final class Workload {
    /** A 1×1 loss. */
    @FunctionalInterface
    interface Loss {
        Var of(Tape tape, Var... parameters);
    }

    final String name;
    final String size;
    private final Loss loss;
    private final DMatrixRMaj[] parameters;
    private final Tape tape = new Tape();
    private final DMatrixRMaj[] gradients;

    /**
     * A workload.
     *
     * @param name of the family; for instance {@code "W1-sne"}
     * @param size for instance 1000
     * @param loss on Vars of the parameters
     * @param parameters of which the gradient is taken
     */
    Workload(String name, Object size, Loss loss, DMatrixRMaj... parameters) {
        this.name = name;
        this.size = size.toString();
        this.loss = loss;
        this.parameters = parameters;
        this.gradients = new DMatrixRMaj[parameters.length];
    }

    /** The loss alone. */
    double value() {
        tape.clear();
        Var[] constants = new Var[parameters.length];
        for (int i = 0; i < constants.length; i++) {
            constants[i] = tape.constant(parameters[i]);
        }
        return loss.of(tape, constants).scalar();
    }

    /** The loss, its gradients put into {@link #gradients}. */
    double gradient() {
        tape.clear();
        Var[] variables = new Var[parameters.length];
        for (int i = 0; i < variables.length; i++) {
            variables[i] = tape.variable(parameters[i]);
        }
        Var root = loss.of(tape, variables);
        Gradients all = tape.gradients(root);
        for (int i = 0; i < variables.length; i++) {
            gradients[i] = all.of(variables[i]);
        }
        return root.scalar();
    }

    /** What the gradients that are copied out take, entries alone. */
    long gradientBytes() {
        long bytes = 0;
        for (DMatrixRMaj p : parameters) {
            bytes += 8L * p.getNumElements();
        }
        return bytes;
    }

    /** Loss and gradient norm, which every peer must print alike. */
    String check() {
        double value = gradient();
        double squares = 0;
        for (DMatrixRMaj g : gradients) {
            for (int i = 0; i < g.getNumElements(); i++) {
                squares += g.data[i] * g.data[i];
            }
        }
        return String.format(Locale.ROOT, "%.10g|%.8g", value, Math.sqrt(squares));
    }
}
