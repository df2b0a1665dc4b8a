package io.grad4j.autodiff;

import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Operator.COUNTS;
import static io.grad4j.autodiff.Operator.DOT;
import static io.grad4j.autodiff.Operator.ELEMENT_DIV;
import static io.grad4j.autodiff.Operator.ELEMENT_MULT;
import static io.grad4j.autodiff.Operator.ELEMENT_MULT_OR_ZERO;
import static io.grad4j.autodiff.Operator.IDENTITY;
import static io.grad4j.autodiff.Operator.MINUS;
import static io.grad4j.autodiff.Operator.MULT;
import static io.grad4j.autodiff.Operator.MULT_TRANS_A;
import static io.grad4j.autodiff.Operator.MULT_TRANS_AB;
import static io.grad4j.autodiff.Operator.MULT_TRANS_B;
import static io.grad4j.autodiff.Operator.NEGATE;
import static io.grad4j.autodiff.Operator.PLUS;
import static io.grad4j.autodiff.Operator.TRANSPOSE;

import io.grad4j.autodiff.check.Specimen;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/** Specimens of the algebra of {@link Var}. */
public final class OperatorSpecimens {
    /** Shapes that broadcast: equal, a scalar, a row, a column on either side, both at once, empty. */
    private static final Shape[][] BROADCASTING = {
        {new Shape(3, 4), new Shape(3, 4)},
        {new Shape(3, 4), new Shape(1, 1)},
        {new Shape(1, 1), new Shape(3, 4)},
        {new Shape(3, 4), new Shape(1, 4)},
        {new Shape(1, 4), new Shape(3, 4)},
        {new Shape(3, 4), new Shape(3, 1)},
        {new Shape(3, 1), new Shape(3, 4)},
        {new Shape(3, 1), new Shape(1, 4)},
        {new Shape(1, 4), new Shape(3, 1)},
        {new Shape(1, 1), new Shape(1, 1)},
        {new Shape(0, 0), new Shape(0, 0)},
        {new Shape(0, 0), new Shape(1, 1)},
        {new Shape(0, 3), new Shape(1, 3)},
        {new Shape(2, 1), new Shape(2, 0)},
        {new Shape(1, 0), new Shape(3, 1)}
    };

    /** Shapes of single arguments. */
    static final Shape[] SINGLE = {
        new Shape(2, 3),
        new Shape(1, 1),
        new Shape(4, 1),
        new Shape(1, 5),
        new Shape(0, 0),
        new Shape(1, 0),
        new Shape(0, 2)
    };

    /** m, k, n of products. */
    private static final int[][] PRODUCTS = {{2, 3, 4}, {4, 1, 3}, {1, 5, 1}, {1, 1, 1}, {0, 2, 3}, {2, 0, 3}, {2, 3, 0}
    };

    private OperatorSpecimens() {}

    /** All of them. */
    public static Stream<Specimen> all() {
        List<Specimen> all = new ArrayList<>();
        for (Operator op : new Operator[] {PLUS, MINUS, ELEMENT_MULT, ELEMENT_MULT_OR_ZERO, ELEMENT_DIV, COUNTS}) {
            for (Shape[] shapes : BROADCASTING) {
                all.add(Specimen.of(op, at(shapes[0], 1), at(shapes[1], 2)));
            }
        }
        for (Shape shape : SINGLE) {
            for (Operator op : new Operator[] {NEGATE, IDENTITY, TRANSPOSE}) {
                all.add(Specimen.of(op, at(shape, 3)));
            }
            all.add(Specimen.of(DOT, at(shape, 4), at(shape, 5)));
            for (Each each : Each.values()) {
                all.add(Specimen.of(new Sum(each), at(shape, 6)));
            }
        }
        for (int[] d : PRODUCTS) {
            products(all, d[0], d[1], d[2]);
        }
        broadcasts(all);
        return all.stream();
    }

    private static void products(List<Specimen> all, int m, int k, int n) {
        all.add(Specimen.of(MULT, generic(m, k, 7), generic(k, n, 8)));
        all.add(Specimen.of(MULT_TRANS_A, generic(k, m, 9), generic(k, n, 10)));
        all.add(Specimen.of(MULT_TRANS_B, generic(m, k, 11), generic(n, k, 12)));
        all.add(Specimen.of(MULT_TRANS_AB, generic(k, m, 13), generic(n, k, 14)));
    }

    private static void broadcasts(List<Specimen> all) {
        for (Shape from : new Shape[] {new Shape(1, 1), new Shape(1, 4), new Shape(3, 1), new Shape(3, 4)}) {
            all.add(Specimen.of(new Broadcast(new Shape(3, 4)), at(from, 15)));
        }
        all.add(Specimen.of(new Broadcast(new Shape(0, 4)), at(new Shape(1, 1), 16)));
        all.add(Specimen.of(new Broadcast(new Shape(0, 4)), at(new Shape(1, 4), 16)));
        all.add(Specimen.of(new Broadcast(new Shape(3, 0)), at(new Shape(3, 1), 16)));
        all.add(Specimen.of(new Broadcast(new Shape(3, 0)), at(new Shape(1, 0), 16)));
    }

    private static DMatrixRMaj at(Shape shape, long seed) {
        return generic(shape.rows(), shape.cols(), seed);
    }
}
