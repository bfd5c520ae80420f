namespace AsyncSplit.Stores;

/// <summary>A clock that the test sets.</summary>
public sealed class FakeClock : TimeProvider
{
    private long _ticks = Commits.Now.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
