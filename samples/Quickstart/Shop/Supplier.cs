namespace Quickstart.Shop;

/// <summary>Stands in for the HTTP API of another company. Whoever asks it waits for the reply, and is billed for that.</summary>
public sealed class Supplier
{
    private static readonly TimeSpan s_roundTrip = TimeSpan.FromMilliseconds(80);

    public async Task<Inquiry> AskAsync(string sku, int quantity)
    {
        await Task.Delay(s_roundTrip);
        return new Inquiry($"hold-{quantity}-{sku}", quantity * (sku == "samovar" ? 180.00m : 4.20m), TimeSpan.FromSeconds(3));
    }

    public async Task<Quote> FetchAsync(Inquiry inquiry)
    {
        await Task.Delay(s_roundTrip);
        return new Quote(inquiry.Hold, inquiry.Price);
    }

    public Task ReleaseAsync(string hold) => Task.Delay(s_roundTrip);
}
