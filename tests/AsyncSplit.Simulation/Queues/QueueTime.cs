using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation.Queues;

/// <summary>The world's time for everyone. Pauses between tries are over at once: what else goes on meanwhile, the world decides.</summary>
internal sealed class QueueTime(WorldTime world) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => world.Now;

    public override long GetTimestamp() => world.Now.UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        callback(state);
        return new Over();
    }

    private sealed class Over : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
