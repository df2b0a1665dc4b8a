package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.ops.Shaping.gatherColumns;
import static io.grad4j.autodiff.ops.Shaping.gatherRows;
import static io.grad4j.autodiff.ops.Shaping.repeat;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import java.util.Arrays;

/** Products composed of the operators of {@link Var}. */
public final class Products {
    private Products() {}

    /**
     * a·bᵀ, m×n, of the columns a m×1 and b n×1.
     *
     * @throws ArgumentException if one is not a column
     */
    public static Var outer(Var a, Var b) {
        requireColumn("outer", "a", a);
        requireColumn("outer", "b", b);
        return a.multTransB(b);
    }

    /**
     * xᵀ·A·x, 1×1, for the column x n×1 and A n×n.
     *
     * @throws ArgumentException if the shapes do not fit
     */
    public static Var quadraticForm(Var x, Var a) {
        requireColumn("quadraticForm", "x", x);
        return x.tape().scope("quadraticForm", () -> x.multTransA(a.mult(x)));
    }

    /** a ⊗ b, the mp×nq matrix of blocks aᵢⱼ·b, for a m×n and b p×q. */
    public static Var kronecker(Var a, Var b) {
        return a.tape().scope("kronecker", () -> {
            Var spread = gatherColumns(gatherRows(a, each(a.rows(), b.rows())), each(a.cols(), b.cols()));
            return spread.elementMult(repeat(b, a.rows(), a.cols()));
        });
    }

    /** 0, …, 0, 1, …, 1, …, each of n numbers {@code times} times. */
    private static int[] each(int n, int times) {
        int[] numbers = new int[Math.multiplyExact(n, times)];
        Arrays.setAll(numbers, i -> i / times);
        return numbers;
    }

    private static void requireColumn(String operation, String argument, Var x) {
        if (x.cols() != 1) {
            throw new ArgumentException(
                    operation, argument, x.shape() + " where a column, " + new Shape(x.rows(), 1) + ", is needed");
        }
    }
}
