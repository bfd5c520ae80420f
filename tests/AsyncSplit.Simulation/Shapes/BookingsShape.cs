using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation.Shapes;

/// <summary>Chains of <see cref="Bookings"/>, cancelled at any time.</summary>
internal sealed class BookingsShape : Shape
{
    public override string Handler => "Bookings.RunAsync";

    public override IReadOnlyList<RequestKind> Requests => [RequestKind.Cancel];

    public override object?[] Arguments(string run, int size) => [run, size, TimeSpan.FromMinutes(1)];

    public override async Task<IReadOnlyList<ChainEnd>> RunNativelyAsync(string run, int size)
    {
        // Cancelled before its first step, at each of its awaits, or not at all. The await behind the last booking is that of the next one, if there were one more.
        List<ChainEnd> ends = [new ChainEnd($"OperationCanceledException: {CancelledWork.Message}", []), await BookAsync(run, size, "nothing"), await BookAsync(run, size, "close")];
        for (var booked = 0; booked <= size; booked++)
        {
            ends.Add(await BookAsync(run, size + 1, $"book{booked}"));
        }

        return ends;
    }

    private Task<ChainEnd> BookAsync(string run, int size, string cancelled) =>
        RunAsync(run, effects => new Bookings(new CancelledWork(new Work(effects), label => label == cancelled)).RunAsync(run, size, TimeSpan.Zero));
}
