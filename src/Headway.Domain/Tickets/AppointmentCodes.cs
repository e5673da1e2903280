namespace Headway.Domain.Tickets;

/// <summary>The codes of results, modes and reasons as others read and write them (contracts, API).</summary>
public static class AppointmentCodes
{
    private static readonly (AppointmentResult Result, string Code)[] Results =
    [
        (AppointmentResult.Done, "done"), (AppointmentResult.Continue, "continue"), (AppointmentResult.CustomerAbsent, "customer-absent"),
        (AppointmentResult.WeMissed, "we-missed"), (AppointmentResult.MovedByCustomer, "moved-by-customer"), (AppointmentResult.MovedByUs, "moved-by-us"),
        (AppointmentResult.Cancelled, "cancelled"),
    ];

    private static readonly (ReturnReason Reason, string Code)[] Reasons =
    [
        (ReturnReason.WrongTeam, "wrong-team"), (ReturnReason.InformationInadequate, "information-inadequate"), (ReturnReason.NotSupport, "not-support"),
        (ReturnReason.Duplicate, "duplicate"), (ReturnReason.Other, "other"),
    ];

    public static string Of(AppointmentResult result) => Results.First(pair => pair.Result == result).Code;

    public static string Of(ReturnReason reason) => Reasons.First(pair => pair.Reason == reason).Code;

    public static string Of(AppointmentMode mode) => mode.ToString().ToLowerInvariant();

    /// <summary>Null for what is no outcome that can be recorded.</summary>
    public static AppointmentResult? Result(string? code) =>
        Results.Where(pair => pair.Code == code && pair.Result != AppointmentResult.Cancelled).Select(pair => (AppointmentResult?)pair.Result).FirstOrDefault();

    public static ReturnReason? Reason(string? code) => Reasons.Where(pair => pair.Code == code).Select(pair => (ReturnReason?)pair.Reason).FirstOrDefault();

    public static AppointmentMode? Mode(string? code) =>
        Enum.GetValues<AppointmentMode>().Where(mode => Of(mode) == code).Select(mode => (AppointmentMode?)mode).FirstOrDefault();
}
