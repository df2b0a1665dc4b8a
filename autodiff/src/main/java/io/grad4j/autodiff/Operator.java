package io.grad4j.autodiff;

import io.grad4j.autodiff.kernels.Kernels;
import io.grad4j.autodiff.kernels.Zip;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;

/** The primitives behind the methods of {@link Var}: the algebra in which every rule, theirs included, is written. */
enum Operator implements Primitive, OfNumbers {
    PLUS("plus", Zip.PLUS, Derivative.broadcasting("ȳ", 0, (y, v) -> v), Derivative.broadcasting("ȳ", 1, (y, v) -> v)),
    MINUS(
            "minus",
            Zip.MINUS,
            Derivative.broadcasting("ȳ", 0, (y, v) -> v),
            Derivative.broadcasting("-ȳ", 1, (y, v) -> v.negate())),
    ELEMENT_MULT(
            "elementMult",
            Zip.TIMES,
            Derivative.slope("ȳ ∘ b", 0, (a, b, y) -> b),
            Derivative.slope("ȳ ∘ a", 1, (a, b, y) -> a)),
    ELEMENT_MULT_OR_ZERO(
            "elementMultOrZero",
            Zip.TIMES_OR_ZERO,
            Derivative.slope("ȳ ∘ b", 0, (a, b, y) -> counted(a, b, b)),
            Derivative.slope("ȳ ∘ a", 1, (a, b, y) -> counted(a, b, a))),
    ELEMENT_DIV(
            "elementDiv",
            Zip.DIVIDE,
            Derivative.slope("ȳ / b", 0, (a, b, y) -> y.tape().constant(1).elementDiv(b)),
            Derivative.slope("-ȳ ∘ y / b", 1, (a, b, y) -> y.elementDiv(b).negate())),
    /** 0 where a·b is 0·∞, else 1: whether the pair counts in a product with 0·∞ = 0. */
    COUNTS("counts", Zip.COUNTS),

    NEGATE(
            "negate",
            x -> Shape.of(x[0]),
            (x, y) -> Kernels.active().negate(x[0].data, y.data, y.getNumElements()),
            Derivative.unary("-ȳ", (x, y, v) -> v.negate(), (x, y, v) -> v.negate())),
    IDENTITY(
            "identity",
            x -> Shape.of(x[0]),
            (x, y) -> y.setTo(x[0]),
            Derivative.unary("ȳ", (x, y, v) -> v, (x, y, v) -> v)),
    TRANSPOSE(
            "transpose",
            x -> Shape.of(x[0]).transposed(),
            (x, y) -> Kernels.active().transpose(x[0], y),
            Derivative.unary("ȳᵀ", (x, y, v) -> v.transpose(), (x, y, v) -> v.transpose())),
    DOT(
            "dot",
            x -> {
                ArgumentException.requireShape("dot", "b", x[1], Shape.of(x[0]));
                return Shape.SCALAR;
            },
            (x, y) -> y.data[0] = Kernels.active().dotOrZero(x[0].data, x[1].data, x[0].getNumElements()),
            Derivative.binary(
                    "ȳ·b",
                    (a, b, y, v) -> v.dot(counted(a, b, b)),
                    (a, b, y, v) -> v.elementMultOrZero(counted(a, b, b))),
            Derivative.binary(
                    "ȳ·a",
                    (a, b, y, v) -> counted(a, b, a).dot(v),
                    (a, b, y, v) -> v.elementMultOrZero(counted(a, b, a)))),

    MULT(
            "mult",
            x -> product("mult", x, false, false),
            (x, y) -> Kernels.active().mult(x[0], false, x[1], false, y),
            Derivative.binary("ȳ·bᵀ", (a, b, y, v) -> v.mult(b), (a, b, y, v) -> v.multTransB(b)),
            Derivative.binary("aᵀ·ȳ", (a, b, y, v) -> a.mult(v), (a, b, y, v) -> a.multTransA(v))),
    MULT_TRANS_A(
            "multTransA",
            x -> product("multTransA", x, true, false),
            (x, y) -> Kernels.active().mult(x[0], true, x[1], false, y),
            Derivative.binary("b·ȳᵀ", (a, b, y, v) -> v.multTransA(b), (a, b, y, v) -> b.multTransB(v)),
            Derivative.binary("a·ȳ", (a, b, y, v) -> a.multTransA(v), (a, b, y, v) -> a.mult(v))),
    MULT_TRANS_B(
            "multTransB",
            x -> product("multTransB", x, false, true),
            (x, y) -> Kernels.active().mult(x[0], false, x[1], true, y),
            Derivative.binary("ȳ·b", (a, b, y, v) -> v.multTransB(b), (a, b, y, v) -> v.mult(b)),
            Derivative.binary("ȳᵀ·a", (a, b, y, v) -> a.multTransB(v), (a, b, y, v) -> v.multTransA(a))),
    MULT_TRANS_AB(
            "multTransAB",
            x -> product("multTransAB", x, true, true),
            (x, y) -> Kernels.active().mult(x[0], true, x[1], true, y),
            Derivative.binary("bᵀ·ȳᵀ", (a, b, y, v) -> v.multTransAB(b), (a, b, y, v) -> b.multTransAB(v)),
            Derivative.binary("ȳᵀ·aᵀ", (a, b, y, v) -> a.multTransAB(v), (a, b, y, v) -> v.multTransAB(a)));

    private final String label;
    private final Function<DMatrixRMaj[], Shape> shape;
    private final BiConsumer<DMatrixRMaj[], DMatrixRMaj> value;
    private final List<Derivative> derivatives;

    Operator(String label, Zip zip, Derivative... derivatives) {
        this(
                label,
                x -> Shape.broadcast(label, x[0], x[1]),
                (x, y) -> Kernels.active().zip(zip, x[0], x[1], y),
                derivatives);
    }

    Operator(
            String label,
            Function<DMatrixRMaj[], Shape> shape,
            BiConsumer<DMatrixRMaj[], DMatrixRMaj> value,
            Derivative... derivatives) {
        this.label = label;
        this.shape = shape;
        this.value = value;
        this.derivatives = List.of(derivatives);
    }

    /** {@code factor}, 0 where its pair is left out of a product with 0·∞ = 0. */
    private static Var counted(Var a, Var b, Var factor) {
        return COUNTS.of(a, b).elementMultOrZero(factor);
    }

    private static Shape product(String label, DMatrixRMaj[] x, boolean transA, boolean transB) {
        Shape a = transA ? Shape.of(x[0]).transposed() : Shape.of(x[0]);
        Shape b = transB ? Shape.of(x[1]).transposed() : Shape.of(x[1]);
        if (a.cols() != b.rows()) {
            throw new ArgumentException(
                    label,
                    "b",
                    b + (transB ? " (transposed)" : "") + " cannot follow a, which is " + a
                            + (transA ? " (transposed)" : "") + ": " + a.cols() + " columns against " + b.rows()
                            + " rows");
        }
        return new Shape(a.rows(), b.cols());
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public int arity() {
        return this == COUNTS ? 2 : derivatives.size();
    }

    @Override
    public Shape shape(DMatrixRMaj... x) {
        return shape.apply(x);
    }

    @Override
    public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
        value.accept(x, y);
    }

    @Override
    public OfNumbers ofNumbers() {
        return this;
    }

    @Override
    public double at(double a, double b) {
        return switch (this) {
            case PLUS -> a + b;
            case MINUS -> a - b;
            case ELEMENT_MULT_OR_ZERO, DOT -> Zip.TIMES_OR_ZERO.at(a, b);
            case ELEMENT_DIV -> a / b;
            case COUNTS -> Zip.COUNTS.at(a, b);
            case NEGATE -> -a;
            case IDENTITY, TRANSPOSE -> a;
            case ELEMENT_MULT, MULT, MULT_TRANS_A, MULT_TRANS_B, MULT_TRANS_AB -> a * b;
        };
    }

    @Override
    public Derivative derivative(int argument) {
        return derivatives.get(argument);
    }

    @Override
    public boolean isLocallyConstant() {
        return this == COUNTS;
    }
}
