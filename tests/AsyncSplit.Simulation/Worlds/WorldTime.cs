namespace AsyncSplit.Simulation.Worlds;

/// <summary>The true time, which goes on when nothing else is left to do.</summary>
internal sealed class WorldTime
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now { get; private set; } = Start;

    public void AdvanceTo(DateTimeOffset time) => Now = time > Now ? time : Now;

    public void Pass(TimeSpan time) => Now += time;
}
