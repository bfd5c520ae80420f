using System.Text.Json.Serialization;
using DoubleBilling.Functions.Shop;

namespace DoubleBilling.Functions.Synchronous;

/// <summary>What goes in and out of the synchronous functions.</summary>
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(LevelsCall))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
internal sealed partial class SynchronousJson : JsonSerializerContext;
