using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation.Shapes;

/// <summary>Chains of <see cref="Escorts"/>, cancelled at any time.</summary>
internal sealed class EscortsShape : Shape
{
    public override string Handler => "Escorts.RunAsync";

    public override bool IsOrdered => false;

    public override IReadOnlyList<RequestKind> Requests => [RequestKind.Cancel];

    public override object?[] Arguments(string run, int size) => [run, size, TimeSpan.FromMinutes(1)];

    public override async Task<IReadOnlyList<ChainEnd>> RunNativelyAsync(string run, int size) => [await RunAsync(run, effects => new Escorts(new Work(effects)).RunAsync(run, size, TimeSpan.Zero))];

    /// <inheritdoc/>
    /// <remarks>Where it is a matter of time which of them are cancelled, the rules that the handler follows say more than a list of all possible ends.</remarks>
    public override string? Objection(ChainEnd end, IReadOnlyList<ChainEnd> native, int size)
    {
        if (base.Objection(end, native, size) is not { } objection || (end.Result == $"OperationCanceledException: {CancelledWork.Message}" && end.Effects.Count == 0))
        {
            return null;
        }

        var done = Enumerable.Range(0, size).Count(number => end.Effects.Contains($"done{number}"));
        var stopped = Enumerable.Range(0, size).Count(number => end.Effects.Contains($"stopped{number}"));
        var missed = end.Effects.Count(effect => effect == "missed");

        // A branch may be cancelled at its last await, when it has done its work, and one that has not begun does nothing: so the sums are limits.
        return end.Result == "cancelled" && end.Effects.Distinct().Count() == done + stopped + (missed > 0 ? 1 : 0) && done + stopped <= size && size - done <= missed && missed <= size ? null : objection;
    }
}
