using AsyncSplit;

namespace TenMistakes;

public sealed class Session
{
    public string Customer { get; set; } = "";

    public decimal Total { get; set; }
}

public partial class Sessions(IPricing pricing)
{
    private static readonly Dictionary<string, Session> s_open = [];

    [Chainable]
    public async Task<decimal> OpenAsync(string customer)
    {
        var session = new Session { Customer = customer };
        var price = await pricing.QuoteAsync("entry");
        session.Total = price;
        s_open[customer] = session;
        return session.Total;
    }
}
