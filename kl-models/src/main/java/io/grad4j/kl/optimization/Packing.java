package io.grad4j.kl.optimization;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Autodiff.ValueAndGradient;
import io.grad4j.autodiff.Autodiff.ValueAndGradients;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/** Several matrices of parameters as one column, one matrix after the other, each in row-major order. */
public final class Packing {
    private final List<Shape> shapes;
    private final int length;

    private Packing(List<Shape> shapes) {
        this.shapes = shapes;
        this.length = shapes.stream().mapToInt(s -> s.rows() * s.cols()).sum();
    }

    /**
     * The packing of matrices of the shapes of these.
     *
     * @throws ArgumentException if none is given
     */
    public static Packing of(DMatrixRMaj... like) {
        if (like.length == 0) {
            throw new ArgumentException("Packing.of", "like", "none given");
        }
        return new Packing(Stream.of(like).map(Shape::of).toList());
    }

    /**
     * The matrices as one column, copied.
     *
     * @throws ArgumentException if there are more or fewer of them, or one has another shape
     */
    public DMatrixRMaj pack(DMatrixRMaj... matrices) {
        return pack(List.of(matrices));
    }

    private DMatrixRMaj pack(List<DMatrixRMaj> matrices) {
        if (matrices.size() != shapes.size()) {
            throw new ArgumentException(
                    "pack", "matrices", matrices.size() + " given where " + shapes.size() + " are needed");
        }
        DMatrixRMaj packed = new DMatrixRMaj(length, 1);
        int offset = 0;
        for (int i = 0; i < shapes.size(); i++) {
            DMatrixRMaj m = matrices.get(i);
            ArgumentException.requireShape("pack", "matrices[" + i + "]", m, shapes.get(i));
            System.arraycopy(m.data, 0, packed.data, offset, m.getNumElements());
            offset += m.getNumElements();
        }
        return packed;
    }

    /**
     * The matrices in a column, copied.
     *
     * @throws ArgumentException if the column has another length
     */
    public List<DMatrixRMaj> unpack(DMatrixRMaj packed) {
        ArgumentException.requireShape("unpack", "packed", packed, new Shape(length, 1));
        List<DMatrixRMaj> matrices = new ArrayList<>();
        int offset = 0;
        for (Shape shape : shapes) {
            DMatrixRMaj m = new DMatrixRMaj(shape.rows(), shape.cols());
            System.arraycopy(packed.data, offset, m.data, 0, m.getNumElements());
            offset += m.getNumElements();
            matrices.add(m);
        }
        return matrices;
    }

    /** The 1×1 result of a function of the matrices on the tape, as an objective of their column. */
    public TwiceDifferentiable objective(Function<Var[], Var> f) {
        return new TwiceDifferentiable() {
            @Override
            public ValueAndGradient at(DMatrixRMaj x) {
                ValueAndGradients at = Autodiff.valueAndGradient(f, matrices(x));
                return new ValueAndGradient(at.value(), pack(at.gradients()));
            }

            @Override
            public DMatrixRMaj hessian(DMatrixRMaj x) {
                return Autodiff.hessian(f, matrices(x));
            }
        };
    }

    private DMatrixRMaj[] matrices(DMatrixRMaj packed) {
        return unpack(packed).toArray(DMatrixRMaj[]::new);
    }
}
