package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Matrices.number;

import io.grad4j.autodiff.check.Specimen;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Specimens of solves, determinants and spectra. */
final class LinearAlgebraSpecimens {
    private LinearAlgebraSpecimens() {}

    static List<Specimen> all() {
        List<Specimen> all = new ArrayList<>();
        for (Solves f : List.of(Solves.DET, Solves.COFACTORS, Solves.LOG_ABS_DET, Solves.SIGN_DET)) {
            all.add(Specimen.of(f, generic(3, 3, 71)));
            all.add(Specimen.of(f, generic(4, 4, 72)));
            all.add(Specimen.of(f, number(-0.6)));
            all.add(Specimen.of(f, new DMatrixRMaj(0, 0)));
        }
        all.add(Specimen.of(Solves.SOLVE, generic(3, 3, 71), generic(3, 2, 73)));
        all.add(Specimen.of(Solves.SOLVE, generic(3, 3, 71), generic(3, 3, 73)));
        all.add(Specimen.of(Solves.SOLVE, number(-0.6), number(1.7)));
        all.add(Specimen.of(Solves.SOLVE, new DMatrixRMaj(0, 0), new DMatrixRMaj(0, 2)));
        all.add(Specimen.of(Solves.SOLVE, generic(2, 2, 74), new DMatrixRMaj(2, 0)));
        for (int n : new int[] {0, 1, 2, 4}) {
            all.add(Specimen.of(Spectra.EIGENVALUES, generic(n, n, 75)));
            all.add(Specimen.of(Spectra.EIGENVECTORS, generic(n, n, 75)));
            all.add(Specimen.of(Spectra.OVER_GAPS, generic(n, n, 76), generic(n, 1, 77)));
            all.add(Specimen.of(Singular.SINGULAR_VALUES, generic(n, n, 78)));
            all.add(Specimen.of(Singular.RIGHT_VECTORS, generic(n, n, 78)));
        }
        for (Singular f : Singular.values()) {
            all.add(Specimen.of(f, generic(5, 3, 79)));
            all.add(Specimen.of(f, generic(3, 1, 79)));
            all.add(Specimen.of(f, new DMatrixRMaj(2, 0)));
        }
        return all;
    }
}
