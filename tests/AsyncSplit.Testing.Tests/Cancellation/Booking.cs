namespace AsyncSplit.Testing.Tests.Cancellation;

/// <summary>Notes what is reserved and released.</summary>
public sealed class Booking(Journal journal) : IBooking
{
    public Task<string> ReserveAsync(string who)
    {
        journal.Add($"reserve {who}");
        return Task.FromResult($"hotel of {who}");
    }

    public Task ReleaseAsync(string hotel)
    {
        journal.Add($"release {hotel}");
        return Task.CompletedTask;
    }
}
