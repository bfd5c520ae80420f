using AsyncSplit;

namespace Quickstart.Shop;

/// <summary>Finds prices.</summary>
public interface IPricing
{
    /// <summary>Asks for a price; the goods are held until they are bought or released.</summary>
    [Chainable]
    Task<Quote> QuoteAsync(string sku, int quantity);

    /// <summary>Gives the goods of a quote free again.</summary>
    [Chainable]
    Task ReleaseAsync(Quote quote);
}
