namespace AsyncSplit.Generators.Tests.Harness;

/// <summary>The shop whose handlers the tests split.</summary>
internal static class Shop
{
    /// <summary>Contracts and data, in a file of their own.</summary>
    public const string Contracts = """
        namespace Shop;

        public sealed record Order(string Id, string Sku, int Quantity, string Customer);
        public sealed record Quote(string Sku, decimal Price);
        public sealed record Receipt(string OrderId, string Payment);
        public sealed class PaymentDeclinedException(string message) : Exception(message);

        public interface IPricing
        {
            [Chainable] Task<Quote> QuoteAsync(string sku, int quantity);
        }

        public interface IPayments
        {
            [Chainable] Task<string> ChargeAsync(string customer, decimal amount);
            [Chainable] Task RefundAsync(string payment);
        }

        public interface ILog
        {
            void Write(string line);
        }
        """;

    /// <summary>What the generator looks for of the Lambda package and of the runtime, and the application's startup.</summary>
    public const string LambdaHost = """
        namespace AsyncSplit.Hosting
        {
            public interface IFunctionStartup;
        }

        namespace AsyncSplit.AwsLambda
        {
            public static class LambdaFunctions
            {
                public static Task<System.IO.Stream> HandleAsync<TStartup>(string function, System.IO.Stream input)
                    where TStartup : AsyncSplit.Hosting.IFunctionStartup, new() => Task.FromResult(input);
            }
        }

        namespace Shop
        {
            public sealed class Startup : AsyncSplit.Hosting.IFunctionStartup;
        }
        """;

    /// <summary>A handler with two calls and a delay.</summary>
    public const string Orders = """
        namespace Shop;

        public partial class Orders(IPricing pricing, IPayments payments)
        {
            [Chainable]
            public async Task<Receipt> PlaceAsync(Order order)
            {
                var quote = await pricing.QuoteAsync(order.Sku, order.Quantity);
                var payment = await payments.ChargeAsync(order.Customer, quote.Price);
                await Task.Delay(TimeSpan.FromDays(2));
                return new Receipt(order.Id, payment);
            }

            [Chainable]
            public async Task CancelAsync(string payment)
            {
                await payments.RefundAsync(payment);
                Note(payment);
            }

            private static void Note(string text)
            {
                // Says what happened.
                Console.WriteLine(text);
            }
        }
        """;

    /// <summary>The body of one handler, in a class that has all services, together with the contracts.</summary>
    public static GeneratorRun Split(string members) => GeneratorRun.Of(("Orders.cs", ClassWith(members)), ("Contracts.cs", Contracts));

    /// <summary>The file of a handler up to the records that travel, which look the same everywhere.</summary>
    public static string EntryPoints(string file) => file[..file.IndexOf("\n    /// <summary>The arguments of", StringComparison.Ordinal)];

    public static string ClassWith(string members) => $$"""
        #pragma warning disable CS9113 // not every handler needs every service
        namespace Shop;

        public partial class Orders(IPricing pricing, IPayments payments, ILog log)
        {
        {{string.Join("\n", members.Split('\n').Select(line => line.Length == 0 ? line : "    " + line))}}
        }
        """;
}
