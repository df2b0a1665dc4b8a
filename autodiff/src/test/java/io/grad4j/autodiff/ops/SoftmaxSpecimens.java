package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Matrices.positive;

import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.check.Specimen;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;

/** Specimens of the softmax family, of cross-entropy and of distances. */
final class SoftmaxSpecimens {
    private SoftmaxSpecimens() {}

    static List<Specimen> all() {
        List<Specimen> all = new ArrayList<>(ofOne());
        for (Each each : Each.values()) {
            for (int[] shape : new int[][] {{3, 4}, {1, 1}, {4, 1}, {0, 3}, {2, 0}}) {
                all.addAll(ofTwo(each, shape[0], shape[1]));
            }
        }
        all.addAll(ofTwo(Each.ROW, 2, 37));
        all.addAll(distances());
        return all;
    }

    private static List<Specimen> ofOne() {
        List<Specimen> all = new ArrayList<>();
        List<Function<Each, Primitive>> family =
                List.of(Softmaxes.LogSumExp::new, Softmaxes.Softmax::new, Softmaxes.LogSoftmax::new);
        for (Function<Each, Primitive> member : family) {
            for (Each each : Each.values()) {
                for (DMatrixRMaj x : List.of(
                        generic(3, 4, 9),
                        generic(1, 1, 10),
                        generic(1, 3, 11),
                        generic(4, 1, 12),
                        new DMatrixRMaj(0, 0),
                        new DMatrixRMaj(1, 0),
                        new DMatrixRMaj(0, 3))) {
                    all.add(Specimen.of(member.apply(each), x));
                }
            }
        }
        return all;
    }

    private static List<Specimen> ofTwo(Each each, int rows, int cols) {
        DMatrixRMaj z = generic(rows, cols, 91);
        DMatrixRMaj v = generic(rows, cols, 92);
        DMatrixRMaj p = positive(rows, cols, 93);
        DMatrixRMaj s = new DMatrixRMaj(each.reduced(z).rows(), each.reduced(z).cols());
        for (int i = 0; i < s.getNumElements(); i++) {
            s.data[i] = 0.7 + i;
        }
        return List.of(
                Specimen.of(new Softmaxes.Centred(each), z, v),
                Specimen.of(new Softmaxes.Balanced(each), z, v),
                Specimen.of(new CrossEntropy(each), p, z),
                Specimen.of(new CrossEntropy.Slope(each), s, p, z));
    }

    private static List<Specimen> distances() {
        List<Specimen> all = new ArrayList<>();
        for (int[] shape : new int[][] {{4, 3}, {1, 2}, {3, 0}, {0, 2}, {33, 1}}) {
            DMatrixRMaj x = generic(shape[0], shape[1], 94);
            DMatrixRMaj b = generic(shape[0], shape[1], 95);
            all.add(Specimen.of(new Distances.SquaredDistances(1, 0), x));
            all.add(Specimen.of(new Distances.SquaredDistances(-1, 2.5), x));
            all.add(Specimen.of(new Distances.PairedDifferences(0.7), x, b));
            all.add(Specimen.of(new Distances.Laplacian(0.7), generic(shape[0], shape[0], 96), b));
        }
        return all;
    }
}
