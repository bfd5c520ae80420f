namespace AsyncSplit.Testing.Lambda;

/// <summary>Who was billed when: the invocations that have ended, in the order in which they started, and what they add up to.</summary>
/// <param name="Invocations">The invocations.</param>
/// <param name="Functions">The sums, by function, in the order in which the functions were given.</param>
public sealed record LambdaBill(IReadOnlyList<BilledInvocation> Invocations, IReadOnlyList<FunctionBill> Functions)
{
    /// <summary>What is billed for all functions.</summary>
    public long BilledMilliseconds => Functions.Sum(static function => function.BilledMilliseconds);

    /// <summary>The billed time of all functions multiplied by their memory.</summary>
    public double GbSeconds => Functions.Sum(static function => function.GbSeconds);

    /// <summary>The sums of one function.</summary>
    /// <exception cref="ArgumentException">There is no such function.</exception>
    public FunctionBill this[string function] => Functions.FirstOrDefault(bill => bill.Function == function) ?? throw new ArgumentException($"There is no function {function}.", nameof(function));
}
