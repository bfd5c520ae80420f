using AsyncSplit;

namespace TenMistakes;

public interface IPricing
{
    [Chainable] Task<decimal> QuoteAsync(string sku);
}

public interface IMail
{
    [Chainable] Task SendAsync(string address, string text);
}
