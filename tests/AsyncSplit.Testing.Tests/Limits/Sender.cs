using AsyncSplit.Testing.Tests.Cancellation;

namespace AsyncSplit.Testing.Tests.Limits;

/// <summary>Sends what may be too large.</summary>
public sealed partial class Sender(IBooking booking, Journal journal)
{
    [Chainable]
    public async Task<string> SendAsync(int size)
    {
        try
        {
            return await booking.ReserveAsync(new string('x', size));
        }
        catch (Exception exception)
        {
            await booking.ReleaseAsync("nothing");
            return $"caught: {exception.Message}";
        }
        finally
        {
            journal.Add("finally");
        }
    }

    [Chainable]
    public async Task<string> KeepAsync(int size)
    {
        var kept = new string('x', size);
        try
        {
            await booking.ReleaseAsync("keep");
            return kept;
        }
        finally
        {
            journal.Add("finally");
        }
    }
}
