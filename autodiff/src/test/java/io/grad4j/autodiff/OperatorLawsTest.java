package io.grad4j.autodiff;

import io.grad4j.autodiff.check.PrimitiveLaws;
import io.grad4j.autodiff.check.Specimen;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ejml.data.DMatrixRMaj;

/** The algebra of {@link Var} sits the exam at drawn shapes and points. */
class OperatorLawsTest {
    private static final int TRIES = 150;

    @Property(tries = TRIES)
    void sumsAndProductsBroadcastByTheLaws(@ForAll("broadcasting") Specimen specimen) {
        PrimitiveLaws.examine(specimen).assertHold();
    }

    @Property(tries = TRIES)
    void matrixProductsOfAnyShapeObeyTheLaws(@ForAll("products") Specimen specimen) {
        PrimitiveLaws.examine(specimen).assertHold();
    }

    @Property(tries = TRIES)
    void innerProductsOfAnyShapeObeyTheLaws(@ForAll("dots") Specimen specimen) {
        PrimitiveLaws.examine(specimen).assertHold();
    }

    @Property(tries = TRIES)
    void operationsOnOneMatrixOfAnyShapeObeyTheLaws(@ForAll("single") Specimen specimen) {
        PrimitiveLaws.examine(specimen).assertHold();
    }

    @Provide
    Arbitrary<Specimen> broadcasting() {
        Arbitrary<Operator> operators = Arbitraries.of(
                Operator.PLUS,
                Operator.MINUS,
                Operator.ELEMENT_MULT,
                Operator.ELEMENT_MULT_OR_ZERO,
                Operator.ELEMENT_DIV);
        return Matrices.shapes().flatMap(shape -> Combinators.combine(
                        operators, repeatable(shape), repeatable(shape).map(Matrices::awayFromZero))
                .as(Specimen::of));
    }

    /** Matrices of a shape, or of one that broadcasts to it. */
    private static Arbitrary<DMatrixRMaj> repeatable(Shape shape) {
        return Combinators.combine(Arbitraries.of(1, shape.rows()), Arbitraries.of(1, shape.cols()))
                .flatAs(Matrices::ofShape);
    }

    @Provide
    Arbitrary<Specimen> products() {
        return Combinators.combine(Matrices.dimensions(), Matrices.dimensions(), Matrices.dimensions())
                .flatAs((m, k, n) -> Arbitraries.oneOf(
                        product(Operator.MULT, new Shape(m, k), new Shape(k, n)),
                        product(Operator.MULT_TRANS_A, new Shape(k, m), new Shape(k, n)),
                        product(Operator.MULT_TRANS_B, new Shape(m, k), new Shape(n, k)),
                        product(Operator.MULT_TRANS_AB, new Shape(k, m), new Shape(n, k))));
    }

    @Provide
    Arbitrary<Specimen> dots() {
        return Matrices.shapes().flatMap(shape -> product(Operator.DOT, shape, shape));
    }

    private static Arbitrary<Specimen> product(Operator operator, Shape a, Shape b) {
        return Combinators.combine(Matrices.ofShape(a.rows(), a.cols()), Matrices.ofShape(b.rows(), b.cols()))
                .as((x, y) -> Specimen.of(operator, x, y));
    }

    @Provide
    Arbitrary<Specimen> single() {
        Arbitrary<Primitive> primitives = Arbitraries.of(
                Operator.NEGATE,
                Operator.IDENTITY,
                Operator.TRANSPOSE,
                new Sum(Each.ROW),
                new Sum(Each.COLUMN),
                new Sum(Each.MATRIX));
        return Combinators.combine(primitives, Matrices.matrices()).as(Specimen::of);
    }
}
