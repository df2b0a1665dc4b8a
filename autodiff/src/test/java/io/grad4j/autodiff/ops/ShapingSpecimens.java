package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.Matrices.generic;

import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.check.Specimen;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Specimens of what picks and places entries. */
final class ShapingSpecimens {
    private ShapingSpecimens() {}

    static List<Specimen> all() {
        return List.of(
                Specimen.of(new Shaping.Reshape(new Shape(2, 6)), generic(3, 4, 51)),
                Specimen.of(new Shaping.Reshape(new Shape(0, 5)), new DMatrixRMaj(3, 0)),
                Specimen.of(new Shaping.Slice(1, 3, 2, 3), generic(4, 5, 52)),
                Specimen.of(new Shaping.Slice(0, 4, 0, 5), generic(4, 5, 52)),
                Specimen.of(new Shaping.Slice(2, 2, 0, 3), generic(4, 5, 52)),
                Specimen.of(new Shaping.Place(1, 2, new Shape(4, 6)), generic(2, 3, 53)),
                Specimen.of(new Shaping.Place(0, 0, new Shape(2, 2)), new DMatrixRMaj(0, 0)),
                Specimen.of(new Shaping.Stack(false), generic(2, 3, 54), generic(1, 3, 55), generic(4, 3, 56)),
                Specimen.of(new Shaping.Stack(false), generic(2, 3, 54)),
                Specimen.of(new Shaping.Stack(false), new DMatrixRMaj(0, 3), generic(2, 3, 54)),
                Specimen.of(new Shaping.Stack(true), generic(3, 2, 57), generic(3, 1, 58), generic(3, 4, 59)),
                Specimen.of(new Shaping.Stack(true), generic(3, 2, 57), new DMatrixRMaj(3, 0)),
                Specimen.of(new Shaping.GatherRows(Numbers.of(2, 0, 2, 1, 2)), generic(4, 3, 60)),
                Specimen.of(new Shaping.GatherRows(Numbers.of()), generic(4, 3, 60)),
                Specimen.of(new Shaping.ScatterRows(5, Numbers.of(4, 1, 4)), generic(3, 2, 61)),
                Specimen.of(new Shaping.ScatterRows(2, Numbers.of()), new DMatrixRMaj(0, 3)));
    }
}
