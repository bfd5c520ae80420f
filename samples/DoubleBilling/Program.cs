using System.Globalization;
using AsyncSplit.Emulators;
using DoubleBilling;
using DoubleBilling.Functions.Shop;
using DoubleBilling.Measuring;
using DoubleBilling.Pictures;
using DoubleBilling.Prices;
using DoubleBilling.Report;

if (EmulatorModules.Missing is { } missing)
{
    Console.Error.WriteLine($"The queues and the table of this sample are emulators that run on Node.js. {missing}.");
    return 2;
}

var options = Options.Parse(args);
var prices = PriceList.Read(Path.Combine(AppContext.BaseDirectory, "prices.json"));
var order = new Order(Work.RoundsFor(options.Work), (int)options.Job.TotalMilliseconds);
var deepOrder = new Order(Work.RoundsFor(options.DepthWork), (int)options.DepthJob.TotalMilliseconds);

await using var deployment = await Deployment.StartAsync(options.ShowsLog);
var measurements = new Measurements(deployment);
Console.WriteLine($"The functions are {(Deployment.IsNative ? "machine code" : "assemblies, which dotnet compiles as it runs them")}. Warming up: cold starts are not counted.");
await measurements.WarmUpAsync(options.Depths[^1]);

var synchronous = await measurements.RunShopSynchronouslyAsync(order);
var split = await measurements.RunShopAsync(order);
var report = new BillingReport();
report.ShowTimeline("(a) synchronous: each service waits for the next one", synchronous);
report.ShowTimeline("(b) split: nobody waits", split);
report.ShowRatios(synchronous, split);
Cost[] costs =
[
    CostModel.Measured("(a) synchronous", synchronous, prices, prices.LambdaGbSecondX86),
    CostModel.Measured("(b) split", split, prices, prices.LambdaGbSecondX86),
    CostModel.Measured("(b) split, on Arm", split, prices, prices.LambdaGbSecondArm),
    CostModel.StepFunctions(split, services: 3, prices, prices.LambdaGbSecondX86),
    CostModel.DurableFunctions(split, services: 3, prices, prices.LambdaGbSecondX86),
];
report.ShowCosts(costs);

var runs = new List<DepthRun>();
foreach (var depth in options.Depths)
{
    runs.Add(new DepthRun(depth, await measurements.RunLevelsSynchronouslyAsync(depth, deepOrder), await measurements.RunLevelsAsync(depth, deepOrder)));
}

report.ShowDepths(runs);
if (options.Pictures is { } folder)
{
    Directory.CreateDirectory(folder);
    TimelinePicture.Save(Path.Combine(folder, "double-billing.svg"), [("(a) synchronous: each service waits for the next one", synchronous), ("(b) split: nobody waits", split)]);
    DepthPicture.Save(Path.Combine(folder, "double-billing-depth.svg"), options.DepthJob, runs);
    Figures.Save(Path.Combine(folder, "double-billing.json"), synchronous, split, costs, runs);
    Console.WriteLine($"The pictures are in {Path.GetFullPath(folder)}.");
}

if (options.Checks && split.BilledOverActive > options.MaxBilledOverActive)
{
    Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"(b) is billed {split.BilledOverActive:0.000} times its work; at most {options.MaxBilledOverActive} is the aim."));
    return 1;
}

return 0;
