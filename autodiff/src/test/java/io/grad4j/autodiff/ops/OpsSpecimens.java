package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.Matrices.each;
import static io.grad4j.autodiff.Matrices.factor;
import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Matrices.number;
import static io.grad4j.autodiff.Matrices.positive;
import static io.grad4j.autodiff.Matrices.row;
import static io.grad4j.autodiff.Matrices.spd;

import io.grad4j.autodiff.Matrices;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.check.Specimen;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/** Specimens of the families. */
public final class OpsSpecimens {
    private OpsSpecimens() {}

    /** All of them. */
    public static Stream<Specimen> all() {
        return Stream.of(
                        elementwise(),
                        pairs(),
                        triangles(),
                        factorizations(),
                        gaussians(),
                        SoftmaxSpecimens.all(),
                        ReductionSpecimens.all(),
                        ShapingSpecimens.all(),
                        LinearAlgebraSpecimens.all())
                .flatMap(List::stream);
    }

    private static List<Specimen> elementwise() {
        List<Specimen> all = new ArrayList<>();
        for (Elementwise f : Elementwise.values()) {
            DMatrixRMaj x =
                    switch (f) {
                        case LOG, SQRT -> positive(3, 2, 1);
                        case LOG1P -> each(positive(3, 2, 2), entry -> entry - 0.9);
                        case LOG1MEXP -> each(positive(3, 2, 3), entry -> -entry);
                        case ASIN, ACOS -> each(generic(3, 2, 3), Math::tanh);
                        default -> generic(3, 2, 3);
                    };
            all.add(Specimen.of(f, x));
            all.add(Specimen.of(f, number(f == Elementwise.LOG1MEXP ? -0.7 : 0.7)));
            all.add(Specimen.of(f, new DMatrixRMaj(0, 0)));
            all.add(Specimen.of(f, new DMatrixRMaj(1, 0)));
        }
        all.add(Specimen.of(Elementwise.LOG, number(1e-9)));
        all.add(Specimen.of(Elementwise.LOG, number(1e9)));
        all.add(Specimen.of(Elementwise.EXPM1_MINUS_ARGUMENT, row(-1.7, -0.99, 0.01, 1.01, 3)));
        return all;
    }

    private static List<Specimen> pairs() {
        List<Specimen> all = new ArrayList<>(powers());
        List<Primitive> anywhere = List.of(
                Pairwise.MAX, Pairwise.MIN, Pairwise.SHARE, Pairwise.DIVERGENCE_TERMS, Pairwise.EXP_TIMES_DIFFERENCE);
        for (Primitive f : anywhere) {
            all.add(Specimen.of(f, generic(2, 3, 31), generic(2, 3, 32)));
            all.add(Specimen.of(f, generic(2, 3, 31), generic(1, 3, 33)));
            all.add(Specimen.of(f, generic(1, 1, 31), generic(2, 3, 34)));
            all.add(Specimen.of(f, generic(2, 1, 31), generic(1, 3, 35)));
            all.add(Specimen.of(f, new DMatrixRMaj(0, 3), generic(1, 3, 36)));
        }
        all.add(Specimen.of(Pairwise.DIVERGENCE_TERMS, number(-0.3), number(-0.3 + 1e-3)));
        all.add(Specimen.of(Pairwise.LOG_RATIO, positive(2, 3, 37), positive(2, 3, 38)));
        all.add(Specimen.of(Pairwise.LOG_RATIO, positive(2, 1, 37), positive(1, 3, 38)));
        all.add(Specimen.of(Pairwise.LOG_RATIO, number(1e-3), number(1e3)));
        all.add(Specimen.of(Pairwise.LOG_RATIO, number(0.7), number(0.71)));
        return all;
    }

    private static List<Specimen> powers() {
        return List.of(
                Specimen.of(Pairwise.POW, positive(2, 3, 4), generic(2, 3, 5)),
                Specimen.of(Pairwise.POW, positive(2, 3, 4), generic(1, 1, 5)),
                Specimen.of(Pairwise.POW, positive(2, 3, 4), generic(1, 3, 6)),
                Specimen.of(Pairwise.POW, positive(2, 1, 4), generic(1, 3, 7)),
                Specimen.of(Pairwise.POW, number(1.3), number(-0.4)),
                Specimen.of(Pairwise.POW, new DMatrixRMaj(0, 2), generic(1, 2, 8)));
    }

    private static List<Specimen> triangles() {
        List<Specimen> all = new ArrayList<>();
        for (int n : new int[] {0, 1, 3}) {
            all.add(Specimen.of(Triangles.LOWER, generic(n, n, 13)));
            all.add(Specimen.of(Triangles.UPPER, generic(n, n, 39)));
            all.add(Specimen.of(Triangles.LOWER_HALF, generic(n, n, 14)));
            all.add(Specimen.of(Triangles.DIAGONAL, generic(n, n, 15)));
            all.add(Specimen.of(Triangles.DIAGONAL_MATRIX, generic(n, 1, 16)));
        }
        return all;
    }

    private static List<Specimen> factorizations() {
        List<Specimen> all = new ArrayList<>();
        for (int n : new int[] {0, 1, 2, 4}) {
            all.add(Specimen.of(Factorizations.CHOLESKY, spd(n, 17)));
        }
        DMatrixRMaj asymmetric = spd(3, 18);
        asymmetric.set(0, 2, asymmetric.get(0, 2) + 0.3);
        all.add(Specimen.of(Factorizations.CHOLESKY, asymmetric));
        DMatrixRMaj fullSquare = factor(3, 19);
        fullSquare.set(0, 1, 5);
        for (Factorizations solve : List.of(Factorizations.SOLVE_LOWER, Factorizations.SOLVE_LOWER_TRANS)) {
            all.add(Specimen.of(solve, factor(3, 20), generic(3, 2, 21)));
            all.add(Specimen.of(solve, fullSquare, generic(3, 1, 22)));
            all.add(Specimen.of(solve, factor(3, 20), generic(3, 3, 23)));
            all.add(Specimen.of(solve, number(-1.4), number(0.6)));
            all.add(Specimen.of(solve, new DMatrixRMaj(0, 0), new DMatrixRMaj(0, 2)));
            all.add(Specimen.of(solve, factor(2, 24), new DMatrixRMaj(2, 0)));
        }
        return all;
    }

    private static List<Specimen> gaussians() {
        return List.of(
                standardize(generic(4, 3, 25), generic(1, 3, 26), positive(1, 3, 27)),
                standardize(generic(4, 3, 25), generic(1, 1, 26), positive(1, 1, 27)),
                standardize(generic(4, 3, 25), generic(4, 3, 26), positive(4, 3, 27)),
                standardize(generic(4, 3, 25), generic(4, 1, 26), positive(1, 3, 27)),
                standardize(number(0.4), number(1.3), number(0.6)),
                standardize(new DMatrixRMaj(0, 2), generic(1, 2, 26), positive(1, 2, 27)),
                standardize(new DMatrixRMaj(2, 0), generic(1, 1, 26), positive(1, 1, 27)),
                whiten(generic(4, 3, 28), generic(1, 3, 29), factor(3, 30)),
                whiten(generic(4, 3, 28), generic(4, 3, 29), factor(3, 30)),
                whiten(number(0.4), number(1.3), number(0.6)),
                whiten(new DMatrixRMaj(0, 2), generic(1, 2, 29), factor(2, 30)),
                whiten(new DMatrixRMaj(2, 0), new DMatrixRMaj(1, 0), new DMatrixRMaj(0, 0)),
                Specimen.of(Gaussians.MOMENTS, generic(4, 3, 101), generic(1, 3, 102)),
                Specimen.of(Gaussians.MOMENTS, generic(17, 9, 103), generic(1, 9, 104)),
                Specimen.of(Gaussians.MOMENTS, new DMatrixRMaj(0, 2), generic(1, 2, 105)));
    }

    private static Specimen standardize(DMatrixRMaj x, DMatrixRMaj mu, DMatrixRMaj sigma) {
        return Specimen.of(Gaussians.STANDARDIZE, x, mu, sigma);
    }

    /** An entry of L above the diagonal is refused, so it may not move. */
    private static Specimen whiten(DMatrixRMaj x, DMatrixRMaj mu, DMatrixRMaj l) {
        return Specimen.of(Gaussians.WHITEN, x, mu, l).along(2, Matrices::lower);
    }
}
