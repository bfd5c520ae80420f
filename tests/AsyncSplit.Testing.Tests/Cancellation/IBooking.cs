namespace AsyncSplit.Testing.Tests.Cancellation;

/// <summary>Hotels.</summary>
public interface IBooking
{
    [Chainable]
    Task<string> ReserveAsync(string who);

    [Chainable]
    Task ReleaseAsync(string hotel);
}
