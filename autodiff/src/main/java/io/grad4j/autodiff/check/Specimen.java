package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;

/**
 * A primitive at a point of its domain.
 *
 * @param primitive what is examined
 * @param arguments the point, strictly inside the domain
 * @param directions for each argument, the linear projection onto the directions in which it may move
 */
public record Specimen(Primitive primitive, List<DMatrixRMaj> arguments, List<UnaryOperator<DMatrixRMaj>> directions) {
    /** Copies the lists. */
    public Specimen {
        arguments = List.copyOf(arguments);
        directions = List.copyOf(directions);
    }

    /** A primitive at a point whose arguments may move in every direction. */
    public static Specimen of(Primitive primitive, DMatrixRMaj... arguments) {
        List<UnaryOperator<DMatrixRMaj>> everywhere = new ArrayList<>();
        for (int k = 0; k < arguments.length; k++) {
            everywhere.add(UnaryOperator.identity());
        }
        return new Specimen(primitive, Arrays.asList(arguments), everywhere);
    }

    /**
     * This specimen with argument number {@code argument} moving only in the image of {@code projection}, for a domain that is
     * no open set, such as the lower triangular matrices.
     */
    public Specimen along(int argument, UnaryOperator<DMatrixRMaj> projection) {
        List<UnaryOperator<DMatrixRMaj>> narrowed = new ArrayList<>(directions);
        narrowed.set(argument, projection);
        return new Specimen(primitive, arguments, narrowed);
    }

    /** Number of arguments. */
    int arity() {
        return arguments.size();
    }

    /** Copies of the arguments. */
    DMatrixRMaj[] point() {
        return arguments.stream().map(DMatrixRMaj::copy).toArray(DMatrixRMaj[]::new);
    }

    /** The point with {@code x} in the place of one argument. */
    DMatrixRMaj[] pointWith(int argument, DMatrixRMaj x) {
        DMatrixRMaj[] point = point();
        point[argument] = x;
        return point;
    }

    /** The result at {@code x}, written over a matrix that was filled with {@code filling}. */
    DMatrixRMaj value(double filling, DMatrixRMaj... x) {
        Shape shape = primitive.shape(x);
        DMatrixRMaj y = new DMatrixRMaj(shape.rows(), shape.cols());
        Arrays.fill(y.data, filling);
        primitive.value(x, y);
        return y;
    }

    /** The shape of the result at the point. */
    Shape resultShape() {
        return primitive.shape(point());
    }

    /** Variables of {@code tape} for {@code x}. */
    static Var[] variables(Tape tape, DMatrixRMaj... x) {
        return Arrays.stream(x).map(tape::variable).toArray(Var[]::new);
    }

    /** The step of the primitive at {@code x}. */
    Var apply(Var... x) {
        return primitive.of(x[0], Arrays.copyOfRange(x, 1, x.length));
    }

    /** J·ẋ for argument number {@code k} at {@code x}. */
    DMatrixRMaj jvp(int k, DMatrixRMaj xDot, DMatrixRMaj... x) {
        try (Tape tape = new Tape()) {
            Var[] vars = variables(tape, x);
            return tape.jvp(apply(vars), vars[k], xDot);
        }
    }

    /** Jᵀ·ȳ for argument number {@code k} at {@code x}. */
    DMatrixRMaj vjp(int k, DMatrixRMaj yBar, DMatrixRMaj... x) {
        try (Tape tape = new Tape()) {
            Var[] vars = variables(tape, x);
            return tape.gradients(apply(vars), yBar).of(vars[k]);
        }
    }

    @Override
    public String toString() {
        return primitive.label() + " at "
                + arguments.stream().map(x -> Shape.of(x).toString()).collect(Collectors.joining(", "));
    }
}
