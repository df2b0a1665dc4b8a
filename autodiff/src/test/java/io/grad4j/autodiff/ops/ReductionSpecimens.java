package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.Matrices.generic;

import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.check.Specimen;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Specimens of the reductions and running sums. */
final class ReductionSpecimens {
    private ReductionSpecimens() {}

    static List<Specimen> all() {
        List<Specimen> all = new ArrayList<>();
        for (Each each : Each.values()) {
            List<Primitive> family = List.of(
                    new Reductions.Maximum(each),
                    new Reductions.LargestShares(each),
                    new Reductions.Norm(each),
                    new Reductions.SumOfSquares(each),
                    new Reductions.CumulativeSum(each, false),
                    new Reductions.CumulativeSum(each, true));
            for (Primitive member : family) {
                all.add(Specimen.of(member, generic(3, 4, 41)));
                all.add(Specimen.of(member, generic(1, 1, 42)));
                all.add(Specimen.of(member, generic(4, 1, 43)));
                all.add(Specimen.of(member, new DMatrixRMaj(0, 3)));
                all.add(Specimen.of(member, new DMatrixRMaj(2, 0)));
            }
        }
        return all;
    }
}
