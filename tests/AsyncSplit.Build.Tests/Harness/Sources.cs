namespace AsyncSplit.Build.Tests.Harness;

/// <summary>What the tests deploy.</summary>
internal static class Sources
{
    /// <summary>What the generator looks for of the Lambda package, for an assembly of that name.</summary>
    public const string LambdaPackage = """
        namespace AsyncSplit.AwsLambda;

        public static class LambdaFunctions
        {
            public static Task<System.IO.Stream> HandleAsync<TStartup>(string function, System.IO.Stream input)
                where TStartup : AsyncSplit.Hosting.IFunctionStartup, new() => Task.FromResult(input);

            /// <summary>Keeps the reference to the runtime, as the package has one.</summary>
            public static Type Runtime => typeof(AsyncSplit.Hosting.AsyncSplitBuilder);
        }
        """;

    public const string Startup = """
        using AsyncSplit.Hosting;
        using Microsoft.Extensions.DependencyInjection;

        namespace Shop;

        public sealed class Startup : IFunctionStartup
        {
            public void Configure(IServiceCollection services)
            {
            }
        }
        """;

    public const string Contracts = """
        namespace Shop;

        public sealed record Order(string Id, string Sku, int Quantity, string Customer);
        public sealed record Quote(string Sku, decimal Price);
        public sealed record Receipt(string OrderId, string? Payment);

        public interface IPricing
        {
            [Chainable] Task<Quote> QuoteAsync(string sku, int quantity);
        }

        [Deploy(TimeoutSeconds = 60)]
        public interface IPayments
        {
            [Chainable, Retry] Task<string> ChargeAsync(string customer, decimal amount);
        }

        public interface IMail
        {
            Task AskAsync(string customer, CallbackToken token);
        }
        """;

    /// <summary>An application with a linear handler that pauses, one that joins, one that waits for a callback, and one that only passes on.</summary>
    public const string Orders = """
        namespace Shop;

        [Deploy(MemoryMb = 256, TimeoutSeconds = 10)]
        public partial class Orders(IPricing pricing, IPayments payments, IMail mail, Audit audit)
        {
            [Chainable, Deploy(MaxConcurrency = 20)]
            public async Task<Receipt> PlaceAsync(Order order)
            {
                var quote = await pricing.QuoteAsync(order.Sku, order.Quantity);
                var payment = await payments.ChargeAsync(order.Customer, quote.Price);
                await Task.Delay(TimeSpan.FromDays(2));
                return await audit.NoteAsync(new Receipt(order.Id, payment));
            }

            [Chainable]
            public async Task<decimal> CompareAsync(string sku)
            {
                var one = pricing.QuoteAsync(sku, 1);
                var ten = pricing.QuoteAsync(sku, 10);
                var quotes = await Task.WhenAll(one, ten);
                return quotes.Min(quote => quote.Price);
            }

            [Chainable]
            public async Task<bool> ApproveAsync(string customer) =>
                await Chain.Callback<bool>(token => mail.AskAsync(customer, token), TimeSpan.FromDays(3));
        }

        public partial class Audit
        {
            [Chainable]
            public async Task<Receipt> NoteAsync(Receipt receipt)
            {
                await Task.Yield();
                return receipt;
            }
        }

        public partial class Pricing : IPricing
        {
            [Chainable]
            public async Task<Quote> QuoteAsync(string sku, int quantity)
            {
                await Task.Delay(TimeSpan.FromMinutes(1));
                return new Quote(sku, quantity);
            }
        }
        """;

    public static (string Path, string Source)[] Shop { get; } = [("Startup.cs", Startup), ("Contracts.cs", Contracts), ("Orders.cs", Orders)];

    /// <summary>Handlers that call each other in pairs.</summary>
    public static (string Path, string Source)[] Many(int count) =>
    [
        ("Startup.cs", Startup),
        ("Many.cs", $$"""
            namespace Shop;

            public partial class Many
            {
            {{string.Join("\n", Enumerable.Range(1, count).Select(number => $"    [Chainable] public async Task<int> Handler{number}Async(int n) {{ await Task.Yield(); return n + {(number % 2 == 0 ? "n" : $"await Handler{number + 1}Async(n)")}; }}"))}}
            }
            """),
    ];
}
