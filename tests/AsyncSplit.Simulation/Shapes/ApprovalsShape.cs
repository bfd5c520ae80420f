using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation.Shapes;

/// <summary>Chains of <see cref="Approvals"/>.</summary>
internal sealed class ApprovalsShape : Shape
{
    public override string Handler => "Approvals.RunAsync";

    public override IReadOnlyList<RequestKind> Requests => [RequestKind.Signals];

    public override object?[] Arguments(string run, int size) => [run, size, TimeSpan.FromMinutes(10)];

    public override async Task<IReadOnlyList<ChainEnd>> RunNativelyAsync(string run, int size)
    {
        // Each of them in time or not.
        var ends = new List<ChainEnd>();
        for (var inTime = 0; inTime < 1 << size; inTime++)
        {
            ends.Add(await ApproveAsync(run, size, inTime));
        }

        return ends;
    }

    private async Task<ChainEnd> ApproveAsync(string run, int size, int inTime)
    {
        using var plain = PlainRun.Begin();
        foreach (var value in SignalValues)
        {
            plain.Signal(SignalName, value);
        }

        var outside = new Outside();
        outside.HandTo((_, number, token) =>
        {
            if ((inTime & (1 << number)) != 0)
            {
                PlainRun.Complete(token, 1);
            }
            else
            {
                PlainRun.Fail(token, new TimeoutException());
            }
        });
        return await RunAsync(run, effects => new Approvals(new Work(effects), outside).RunAsync(run, size, TimeSpan.FromHours(1)));
    }
}
